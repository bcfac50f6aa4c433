"""Where pages lie: the default language at the root, the others under their code, the same path below."""

from endingwell.project import Locale


def page_path(page: str) -> str:
    """The path of a page inside its language: "" for index, "letters/" for letters/index, else "name/"."""
    return page.removesuffix("index") if page == "index" or page.endswith("/index") else f"{page}/"


def page_id(page: str) -> str:
    """The id of a page's main heading: "home", the folder of an index, or the last part of the name."""
    return "home" if page == "index" else page.removesuffix("/index").rpartition("/")[2]


def address(locale: Locale, page: str) -> str:
    """The path of a page from the root of the site, without a leading slash."""
    return page_path(page) if locale.default else f"{locale.code}/{page_path(page)}"


def source_of(src_uri: str) -> tuple[str, str]:
    """Locale code and page name of a source file such as "fa/tell.md"."""
    code, _, name = src_uri.partition("/")
    return code, name.removesuffix(".md")
