"""The ledger of published addresses (docs/published.yml): what was once there stays, or says what took its place.

An address is named as in a link: a page ("tell", "letters/hand-over"), a section of a page ("tell#keep-it-short"),
or the id alone where it stands on one page only ("keep-it-short", the letter "hand-over").
"""

from collections.abc import Callable, Iterator, Mapping

from endingwell.problem import Problem
from endingwell.project import PAGES, PUBLISHED, Project
from endingwell.yamlfile import KeyPath

# A page, and a section of it; None stands for the page itself.
Place = tuple[str, str | None]
Fault = Callable[..., Problem]


def place(name: str, outline: Mapping[str, list[str]]) -> Place | None:
    """Where an outline holds the page or section of this name; None if nowhere, or an id alone on several pages."""
    page, sharp, section = name.partition("#")
    page = page if page in outline else f"letters/{page}"
    if sharp:
        return (page, section) if section in outline.get(page, ()) else None
    if page in outline:
        return page, None
    pages = [page for page, ids in outline.items() if name in ids]
    return (pages[0], name) if len(pages) == 1 else None


def alive(project: Project) -> dict[str, list[str]]:
    """The pages of the navigation with the ids of their sections; where these cannot be read, those published count."""
    return {page: project.outline.get(page, project.published.get(page, [])) for page in project.nav}


def successors(project: Project) -> dict[Place, Place]:
    """Where the place of every address that died now leads: chains of `moved` followed to a place that is alive.

    Keys are the old page and section, values the new ones. A section of a page that moved as a whole leads to the
    section of the same id on the page that took its place. What leads to nothing, or round in a loop, is left out.
    """
    outline = alive(project)
    found: dict[Place, Place] = {}
    for page, ids in project.published.items():
        for section in (None, *ids):
            if (page in outline) if section is None else (section in outline.get(page, ())):
                continue
            if target := _follow((page, section), project, outline):
                found[page, section] = target
    return found


def _follow(old: Place, project: Project, outline: Mapping[str, list[str]]) -> Place | None:
    seen: set[Place] = set()
    while old not in seen:
        seen.add(old)
        page, section = old
        name = _moved_name(old, project)
        if name is not None:
            target = project.moved[name]
        elif section is not None and (whole := _moved_name((page, None), project)) is not None:
            target = f"{project.moved[whole]}#{section}"
        else:
            return None
        if new := place(target, outline):
            return new
        gone = place(target, project.published)
        if gone is None:
            return None
        old = gone
    return None


def _moved_name(old: Place, project: Project) -> str | None:
    """The key of `moved` that names a place which is no longer there."""
    page, section = old
    names = [page, page.removeprefix("letters/")] if section is None else [f"{page}#{section}", section]
    return next((n for n in names if n in project.moved and place(n, project.published) == old), None)


def published(project: Project) -> Iterator[Problem]:
    """No address dies: every language, page and section that was ever published (docs/published.yml) is still there,
    or `moved` names what took its place; and whatever is there now is recorded."""
    file = project.data.get(f"docs/{PUBLISHED}")
    if file is None or file.problems:
        return

    def fault(what: str, remedy: str, *key: str | int) -> Problem:
        return Problem(file.path, file.line(*key), what, remedy)

    data = file.data if isinstance(file.data, dict) else {}
    shapes: list[tuple[str, type, str]] = [
        ("languages", list, "a list of codes"),
        ("pages", dict, "pages, each with a list of ids"),
        ("moved", dict, "old names, each with the new one ({} if there is none)"),
    ]
    for key, shape, form in shapes:
        if not isinstance(data.get(key), shape):
            yield fault(f'"{key}" is missing or has another form.', f"Write {form}.", key)
    for key in data.keys() - {key for key, _, _ in shapes}:
        yield fault(f'"{key}" is not used.', "Remove it or mend its name.", key)
    yield from _languages(project, fault)
    pages = data.get("pages")
    for page, ids in (pages if isinstance(pages, dict) else {}).items():
        if page not in project.published:
            yield fault(f'the page "{page}" has no list of ids.', "Write [] if empty.", "pages", page)
        elif len(set(ids)) < len(ids):
            twice = next(i for i in ids if ids.count(i) > 1)
            yield fault(
                f'"{twice}" is recorded twice.', "Keep one.", "pages", page, len(ids) - 1 - ids[::-1].index(twice)
            )
    yield from _dead(project, fault)
    yield from _new(project, fault)
    moved = data.get("moved")
    for name in moved if isinstance(moved, dict) else {}:
        at: KeyPath = ("moved", name)
        if name not in project.moved:
            yield fault(f'"{name}" has no new name.', "Write the page or section that took its place.", *at)
        elif place(name, alive(project)):
            what = f'"{name}" is moved, yet still there.'
            yield fault(what, "Remove this line, or name the old address as page#section.", *at)
        elif (old := place(name, project.published)) is None:
            yield fault(f'"{name}" was never published on one page.', "Name it as pages has it: page#section.", *at)
        elif _follow(old, project, alive(project)) is None:
            what = f'"{name}" moved to "{project.moved[name]}", which is not there.'
            yield fault(what, f"Name a page or section of docs/{PAGES}.", *at)


def _languages(project: Project, fault: Fault) -> Iterator[Problem]:
    """Languages once published that are gone, and new ones that are not recorded."""
    codes = [locale.code for locale in project.locales]
    for i, code in enumerate(project.published_languages):
        if code not in codes:
            remedy = "Put it back into languages in mkdocs.yml."
            yield fault(f'the language "{code}" was published and is gone.', remedy, "languages", i)
    for code in codes:
        if code not in project.published_languages:
            yield fault(f'the language "{code}" is not recorded.', f'Add "{code}" to languages.', "languages")


def _dead(project: Project, fault: Fault) -> Iterator[Problem]:
    """Pages and sections once published that are gone without a successor."""
    outline, leads = alive(project), successors(project)
    for page, ids in project.published.items():
        if page not in outline and (page, None) not in leads and _moved_name((page, None), project) is None:
            remedy = f'Put it back, or add under moved: "{page}: what-took-its-place".'
            yield fault(f'the page "{page}" was published and is gone.', remedy, "pages", page)
        for i, section in enumerate(ids):
            old = (page, section)
            if section in outline.get(page, ()) or old in leads or _moved_name(old, project) is not None:
                continue
            remedy = f'Put it back, or add under moved: "{page}#{section}: what-took-its-place".'
            yield fault(f'the section "{page}#{section}" was published and is gone.', remedy, "pages", page, i)


def _new(project: Project, fault: Fault) -> Iterator[Problem]:
    """Pages and sections that are there and not recorded."""
    for page, ids in alive(project).items():
        known = project.published.get(page)
        if known is None:
            remedy = f'Add under pages: "{page}: [{", ".join(ids)}]".'
            yield fault(f'the page "{page}" is not recorded.', remedy, "pages")
            continue
        for section in ids:
            if section not in known:
                remedy = f'Add "- {section}" under {page}.'
                yield fault(f'the section "{page}#{section}" is not recorded.', remedy, "pages", page)
