"""What a page says of itself to machines: its locale for Open Graph, its kind for schema.org."""

from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
# The guide is written in British English; for other languages the territory is the one CLDR thinks likeliest.
_TERRITORIES = {"en": "GB"}
_KINDS = {"about": "AboutPage", "letters/index": "CollectionPage"}


@cache
def og_locale(code: str) -> str:
    """A language in the form of og:locale, language_TERRITORY (ogp.me); the bare code if CLDR knows no territory."""
    try:
        likely = get_global("likely_subtags").get(code)
        territory = _TERRITORIES.get(code) or (Locale.parse(likely).territory if likely else None)
    except (ValueError, UnknownLocaleError):
        territory = None
    return f"{code}_{territory}" if territory else code


def structured_data(
    page: str, facts: dict[str, str], site: dict[str, str], steps: list[tuple[str, str, str]], *, guide: bool
) -> dict[str, Any]:
    """The page as schema.org's JSON-LD.

    `facts` holds url, title, description, language and image; `site` the name and url of the site in that language. A
    part of the guide is an Article. The page of the whole path is a HowTo, for it says the `steps` (title, text, url)
    in their order. No other page claims to be more than a page: none asks and answers questions in every language.
    """
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "url": facts["url"],
        "name": facts["title"],
        "description": facts["description"],
        "inLanguage": facts["language"],
        "license": LICENCE,
    }
    if page == "index":
        return data | {"@type": "WebSite"}
    whole = {"@type": "WebSite", "name": site["name"], "url": site["url"]}
    data |= {"image": facts["image"], "isPartOf": whole}
    if guide:
        del data["name"]
        author = {"@type": "Organization", "name": site["name"], "url": site["url"]}
        return data | {"@type": "Article", "headline": facts["title"], "author": author}
    if steps:
        return data | {
            "@type": "HowTo",
            "step": [{"@type": "HowToStep", "name": name, "text": text, "url": url} for name, text, url in steps],
        }
    return data | {"@type": _KINDS.get(page, "WebPage")}
