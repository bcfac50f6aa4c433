"""Headings as plain text, for places that can hold no markup: metadata, cards, doors."""

from markupsafe import Markup

from endingwell.project import Project


def title_of(project: Project, code: str, page: str, section: str | None = None) -> str:
    """The heading of a page or of one of its sections, or the site's name for the home page, which asks a question.

    Nothing while it is missing or broken.
    """
    if page == "index" and section is None:
        return _plain(str(project.labels(code).get("site_name", "")))
    found = project.pages.get((code, page))
    sections = found.sections if found else []
    if section is None:
        return _plain(sections[0].title) if sections else ""
    return next((_plain(s.title) for s in sections if s.id == section), "")


def _plain(heading: str) -> str:
    return Markup(heading).striptags()  # noqa: S704 - to take the markup away
