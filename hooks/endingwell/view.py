"""What templates are given to render a page: words, neighbours, languages. No HTML is made here."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from endingwell.addresses import address, page_id
from endingwell.checklist import read_checklist
from endingwell.doors import doors, gone
from endingwell.letters import for_page, forms, in_form, pieces, read_letters
from endingwell.locales import direction, format_locale, number, separators, unit_first
from endingwell.markdownfile import Page
from endingwell.metadata import structured_data
from endingwell.project import CHECKLIST, LETTERS, Locale, Project
from endingwell.rules.staleness import stale_sections
from endingwell.sections import split_page
from endingwell.titles import title_of

# Pages with a template of their own; parts of the guide use `guide.html`, all others `page.html`.
_TEMPLATES = {
    "index": "home.html",
    "path": "path.html",
    "sources": "sources.html",
    "checklist": "checklist.html",
    "calculator": "calculator.html",
    "letters/index": "letters.html",
    "about": "about.html",
    "community": "community.html",
    "download": "download.html",
}


@dataclass(frozen=True)
class Alternate:
    """The same page in one language: address from the site's root, and what a switcher says of it."""

    code: str
    name: str
    direction: str
    address: str
    current: bool


@dataclass(frozen=True)
class Station:
    """A part of the guide: its page's name, address, short title, description and points (id and title)."""

    page: str
    address: str
    title: str
    description: str
    points: list[tuple[str, str]]


def template_of(project: Project, page: str) -> str:
    """The template that renders a page."""
    if page.startswith("letters/") and page not in _TEMPLATES:
        return "letter.html"
    return _TEMPLATES.get(page, "guide.html" if page in parts(project) else "page.html")


def parts(project: Project) -> list[str]:
    """The pages of the guide proper, in order: those whose sections the source articles teach."""
    page_of = project.section_page()
    taught = {page_of.get(point) for points in project.taught().values() for point in points}
    return [page for page in project.nav if page in taught]


def front_matter(page: Page | None, key: str) -> str:
    """A value of a page's front matter, or nothing while it is broken."""
    meta = page.meta.data if page else None
    return str(meta.get(key, "")) if isinstance(meta, dict) else ""


def heading(page: Page | None) -> str:
    """The main heading of a page, or nothing while it is missing."""
    return page.sections[0].title if page and page.sections else ""


class Views:
    """Everything that the templates of one build need, made once."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.stale = stale_sections(project)
        self.parts = parts(project)
        self.locales = {locale.code: locale for locale in project.locales}
        self.checklist, _ = read_checklist(project.data.get(f"docs/{CHECKLIST}"))
        self.letters, _ = read_letters(project.data.get(f"docs/{LETTERS}"))
        self._points = {point for points in project.taught().values() for point in points}
        self._page_of = project.section_page()
        self.doors = {door.id: door for door in doors(project)}
        # Made once a language: every page of a language is given the same ones.
        self._titles = {locale.code: self._titles_of(locale) for locale in project.locales}
        self._points_to = {locale.code: self._points_of(locale) for locale in project.locales}
        self._sites = {locale.code: self._site_of(locale) for locale in project.locales}

    def _titles_of(self, locale: Locale) -> dict[str, str]:
        """The heading of every section of a language, by id."""
        return {
            section.id: section.title
            for name in self.project.nav
            if (page := self.project.pages.get((locale.code, name)))
            for section in page.sections
            if section.id
        }

    def stations(self, locale: Locale) -> list[Station]:
        """The parts of the guide in a language, in order, each with its points."""
        titles = self._titles[locale.code]
        return [
            Station(
                name,
                address(locale, name),
                front_matter(self.project.pages.get((locale.code, name)), "title"),
                front_matter(self.project.pages.get((locale.code, name)), "description"),
                [(i, titles[i]) for i in self.project.outline[name] if i in self._points and i in titles],
            )
            for name in self.parts
        ]

    def alternates(self, code: str, page: str) -> list[Alternate]:
        """The page in every language, in the order of mkdocs.yml."""
        return [
            Alternate(locale.code, locale.name, direction(locale.code), address(locale, page), locale.code == code)
            for locale in self.project.locales
        ]

    def site(self, code: str) -> dict[str, Any]:
        """What every template of a language needs, pages or not."""
        return self._sites[code]

    def _site_of(self, locale: Locale) -> dict[str, Any]:
        code = locale.code
        return {
            "locale": locale,
            "direction": direction(code),
            "format_locale": format_locale(code),
            "separators": separators(code),
            "unit_first": unit_first(code),
            "pages": {name: address(locale, name) for name in self.project.nav},
            "number": partial(number, code=code),
            "labels": self.project.labels(code),
            "stations": self.stations(locale),
            "more": [
                (name, address(locale, name), front_matter(self.project.pages.get((code, name)), "title"))
                for name in self.project.nav
                if name not in self.parts and (name.endswith("/index") or "/" not in name) and name != "index"
            ],
            "home": address(locale, "index"),
            "path_address": address(locale, "path"),
            "default_code": self.project.default.code,
        }

    def page(self, code: str, name: str, html: str) -> dict[str, Any]:
        """What the template of one page needs; `html` is the page's rendered Markdown."""
        locale = self.locales[code]
        view = self.site(code)
        names = [station.page for station in view["stations"]]
        i = names.index(name) if name in names else None
        return view | {
            "name": name,
            "page_id": page_id(name),
            "title": title_of(self.project, code, name),
            "doors": self.doors,
            "gone": gone(self.project, code, name),
            "sites": self._sites,
            "alternates": self.alternates(code, name),
            "default_address": address(self.project.default, name),
            "description": front_matter(self.project.pages.get((code, name)), "description"),
            "rendered": split_page(html),
            "stale": self.stale.get((code, name), set()),
            "following": view["stations"][i + 1] if i is not None and i + 1 < len(names) else None,
            "articles": self.articles(locale) if name == "sources" else [],
            "checklist": self.checklist,
            "words": self.project.words(code, f"{name.partition('/')[0]}.yml"),
            "tools": [
                (address(locale, tool), heading(self.project.pages.get((code, tool))))
                for tool in ("checklist", "calculator", "letters/index", "download")
                if tool in self.project.nav
            ],
            **self.letter_view(code, name),
            "points": self._points_to[locale.code],
        }

    def cards(self) -> Iterator[dict[str, Any]]:
        """What the share card of each page and language shows."""
        for code, view in self._sites.items():
            stations = [station.page for station in view["stations"]]
            for name in self.project.nav:
                yield {
                    "code": code,
                    "page": name,
                    "direction": view["direction"],
                    "title": view["labels"].get("tagline", "")
                    if name == "index"
                    else title_of(self.project, code, name),
                    "site_name": title_of(self.project, code, "index"),
                    "language": view["locale"].name,
                    "stations": stations,
                }

    def metadata(self, code: str, name: str, site_url: str, image: str) -> dict[str, Any]:
        """The page as schema.org's JSON-LD; `image` is the address of its card from the site's root."""
        locale, view = self.locales[code], self.site(code)
        facts = {
            "url": site_url + address(locale, name),
            "title": title_of(self.project, code, name),
            "description": front_matter(self.project.pages.get((code, name)), "description"),
            "language": code,
            "image": site_url + image,
        }
        site = {"name": title_of(self.project, code, "index"), "url": site_url + view["home"]}
        steps = [(s.title, s.description, site_url + s.address) for s in view["stations"][:-1]]
        return structured_data(name, facts, site, steps if name == "path" else [], guide=name in self.parts)

    def letter_view(self, code: str, name: str) -> dict[str, Any]:
        """What the letters' own pages need: the list of all letters, or one letter in every language."""
        locale = self.locales[code]

        def links(ids: list[str]) -> list[tuple[str, str, str]]:
            names = [(f"letters/{i}", self.project.pages.get((code, f"letters/{i}"))) for i in ids]
            return [
                (address(locale, n), front_matter(page, "title"), front_matter(page, "description"))
                for n, page in names
                if n in self.project.nav
            ]

        letter = self.letters.letters.get(name.rpartition("/")[2]) if name.startswith("letters/") else None
        view: dict[str, Any] = {"letters": links(list(self.letters.letters)), "letter": letter}
        if name == "checklist":
            view["fitting"] = {o: links(self.letters.for_outcome(o)) for o in self.checklist.outcomes}
        if letter:
            languages = for_page(self.project, letter)
            choices = forms(self.project.words(code, LETTERS))
            view |= {
                "languages": languages,
                "line_ids": {channel: [line.id for line in lines] for channel, lines in letter.channels.items()},
                "checklist_words": self.project.words(code, CHECKLIST),
                "letters_title": front_matter(self.project.pages.get((code, "letters/index")), "title"),
                "kinds": {blank: self.letters.blanks[blank] for blank in letter.blanks},
                "shown": {  # the letter in the page's language, in its first form, for readers without scripts
                    channel: [pieces(in_form(line, 0, choices[0] if choices else {})) for line in lines]
                    for channel, lines in languages[code]["channels"].items()
                },
            }
        return view

    def _points_of(self, locale: Locale) -> dict[str, tuple[str, str]]:
        """Address (with fragment) and heading of every section of a language that stands on one page only, by id."""
        titles = self._titles[locale.code]
        return {
            section: (f"{address(locale, page)}#{section}", titles[section])
            for section, page in self._page_of.items()
            if section in titles
        }

    def articles(self, locale: Locale) -> dict[str, dict[str, Any]]:
        """The source articles: their facts, and the points taken from each as (address with fragment, title)."""
        points = self._points_to[locale.code]
        return {
            article: self.project.sources[article] | {"taught": [points[point] for point in taught if point in points]}
            for article, taught in self.project.taught().items()
        }
