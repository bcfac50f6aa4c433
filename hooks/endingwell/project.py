"""Load everything that is written: languages and pages from mkdocs.yml, shapes and words from docs/."""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from endingwell.markdownfile import Page, parse_page
from endingwell.problem import Problem
from endingwell.yamlfile import YamlFile, parse_yaml

# Data files with words: each has a shape of the same name in docs/, whose keys it must have.
LABELS = "labels.yml"
CALCULATOR = "calculator.yml"
CHECKLIST = "checklist.yml"
LETTERS = "letters.yml"
DOWNLOAD = "download.yml"
# Those that are a flat list of keys.
FLAT = (LABELS, CALCULATOR, DOWNLOAD)
# Data files of a language that need no shape of their own.
SYNONYMS = "synonyms.yml"
REVIEWED = "reviewed.yml"
STYLE = "style.yml"
# The sections of a letter's page: one for each channel, then the advice.
CHANNELS = ("email", "chat", "call")
LETTER_SECTIONS = (*CHANNELS, "before-sending", "what-may-come-back")
# What the front matter of a page holds.
FRONT_MATTER = {"title": "the page's short name", "description": "one sentence about the page"}
# Shapes: ids and order, no words.
PAGES = "pages.yml"
SOURCES = "sources.yml"
# The ledger: every address that was ever published.
PUBLISHED = "published.yml"

# Larger than any page or list that a person would write and another would read; what is larger is not parsed.
MAX_BYTES = 250_000
# The lists of all sections grow with the number of pages.
MAX_LIST_BYTES = 2_000_000
MAX_LINE = 5_000


@dataclass(frozen=True)
class Locale:
    """A language of the site: its code, its name in itself, whether it lies at the root."""

    code: str
    name: str
    default: bool = False


@dataclass
class Project:
    """All content of one checkout. What could not be read is missing here and named in `problems`.

    `files` are the paths of everything under docs/, `texts` the content of those that could be read.
    `outline` holds the ids of each page's sections as they are now, `published` those that ever were, `moved` the name
    of each page or section that is gone with the name of what took its place (see `ledger`).
    """

    root: Path
    files: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    locales: list[Locale] = field(default_factory=list)
    nav: list[str] = field(default_factory=list)
    outline: dict[str, list[str]] = field(default_factory=dict)
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    pages: dict[tuple[str, str], Page] = field(default_factory=dict)
    data: dict[str, YamlFile] = field(default_factory=dict)
    published: dict[str, list[str]] = field(default_factory=dict)
    published_languages: list[str] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def default(self) -> Locale:
        """The language at the root of the site, in which a section counts as changed first."""
        return next((locale for locale in self.locales if locale.default), self.locales[0])

    def words(self, locale: str, name: str) -> Any:
        """The content of a language's data file, or an empty dict."""
        file = self.data.get(f"docs/{locale}/{name}")
        return file.data if file and isinstance(file.data, dict) else {}

    def labels(self, locale: str) -> dict[str, str]:
        """Every label of a language by its key."""
        return self.words(locale, LABELS)

    def word_files(self, name: str) -> Iterator[YamlFile | Problem]:
        """The file of words `name` of each language, or the problem that it is missing.

        A file that could not be read is left out: its faults are among `problems` already.
        """
        for locale in self.locales:
            path = f"docs/{locale.code}/{name}"
            file = self.data.get(path)
            if file is not None and not file.problems:
                yield file
            elif file is None and path not in self.files:
                yield Problem(path, 1, f"the words of {locale.name} are missing.", f"Copy docs/en/{name} to it.")

    def printed_words(self, locale: str) -> list[YamlFile]:
        """The data files whose words a language prints."""
        paths = [f"docs/{locale}/{name}" for name in (*FLAT, CHECKLIST, LETTERS)]
        return [self.data[path] for path in paths if path in self.data]

    def taught(self) -> dict[str, list[str]]:
        """The points that each source article makes; an article that is not declared well makes none."""
        return {
            article: [point for point in facts["points"] if isinstance(point, str)]
            for article, facts in self.sources.items()
            if isinstance(facts, dict) and isinstance(facts.get("points"), list)
        }

    def section_page(self) -> dict[str, str]:
        """The page of every section id that stands on one page only."""
        found: dict[str, list[str]] = {}
        for page, ids in self.outline.items():
            for section in ids:
                found.setdefault(section, []).append(page)
        return {section: pages[0] for section, pages in found.items() if len(pages) == 1}


def load(root: Path, changed: Mapping[str, bytes | None] | None = None) -> Project:
    """Read the project at `root`; nothing is raised for faulty content, `problems` names it all.

    `changed` lays contents over files of these paths as if they were on disk; None stands for a file that is not there.
    """
    project = Project(root)
    tree = _Tree(project, changed or {})
    project.files = tree.paths
    _load_config(project, tree)
    for name in (PAGES, SOURCES, LABELS, PUBLISHED):
        _load_yaml(project, tree, f"docs/{name}")
    for name in (CALCULATOR, CHECKLIST, LETTERS, DOWNLOAD):
        page = name.removesuffix(".yml")
        if f"docs/{name}" in tree.contents or {page, f"{page}/index"} & set(project.nav):
            _load_yaml(project, tree, f"docs/{name}")
    for shape in list(project.data.values()):
        if not shape.problems and not (shape.data and isinstance(shape.data, dict)):
            tree.fault(shape.path, 1, "the file holds no keys.", "Put back what it listed.")
    pages = project.data.get(f"docs/{PAGES}")
    if pages and isinstance(pages.data, dict):
        for page, ids in pages.data.items():
            if isinstance(ids, list) and all(isinstance(i, str) for i in ids):
                project.outline[page] = ids
            else:
                project.problems.append(
                    Problem(
                        pages.path, pages.line(page), f'the page "{page}" has no list of ids.', "Write [] if empty."
                    )
                )
    for page in project.nav:  # the sections of every letter are the same, so they are listed once, above
        if page.startswith("letters/"):
            project.outline[page] = [] if page == "letters/index" else list(LETTER_SECTIONS)
    sources = project.data.get(f"docs/{SOURCES}")
    if sources and isinstance(sources.data, dict):
        project.sources = sources.data
    _read_ledger(project)
    for locale in project.locales:
        folder = f"docs/{locale.code}/"
        for path in (path for path in tree.paths if path.startswith(folder)):
            if path.endswith(".md"):
                text = tree.read(path)
                if text is not None:
                    parsed = parse_page(text, path)
                    project.problems += parsed.problems
                    project.pages[locale.code, path.removeprefix(folder).removesuffix(".md")] = parsed
            elif path.endswith(".yml") and path.count("/") == 2:
                _load_yaml(project, tree, path)
    return project


class _Tree:
    """The files of a checkout that the site is made of, read as text; what is wrong with one goes to its project."""

    def __init__(self, project: Project, changed: Mapping[str, bytes | None]) -> None:
        self.project = project
        self.contents: dict[str, bytes | Path] = {"mkdocs.yml": project.root / "mkdocs.yml"}
        self.contents |= {path: project.root / path for path in self._walk()}
        for path, content in changed.items():
            if content is None:
                self.contents.pop(path, None)
            else:
                self.contents[path] = content
        self.paths = sorted(path for path in self.contents if path.startswith("docs/"))

    def fault(self, path: str, line: int, what: str, remedy: str) -> None:
        """Note a problem of reading."""
        self.project.problems.append(Problem(path, line, what, remedy))

    def _walk(self) -> Iterator[str]:
        """Every file under docs/; links and whatever is neither file nor folder are named and left alone."""
        for folder, folders, names in os.walk(self.project.root / "docs"):
            for name in [*folders, *names]:
                full = Path(folder) / name
                path = full.relative_to(self.project.root).as_posix()
                mode = full.lstat().st_mode
                if stat.S_ISREG(mode):
                    yield path
                elif stat.S_ISLNK(mode):
                    self.fault(path, 1, "this is a link to another place.", "Put the file itself here.")
                elif not stat.S_ISDIR(mode):
                    self.fault(path, 1, "this is neither a file nor a folder.", "Remove it.")

    def read(self, path: str) -> str | None:
        """The text of a file, or None and a problem."""
        content = self.contents.get(path)
        try:
            if content is None or (isinstance(content, Path) and not content.is_file()):
                raise FileNotFoundError
            size = len(content) if isinstance(content, bytes) else content.stat().st_size
            most = MAX_LIST_BYTES if path.endswith((PAGES, PUBLISHED, REVIEWED)) else MAX_BYTES
            if size > most:
                what = f"the file has {size:,} bytes, more than {most:,}."
                self.fault(path, 1, what, "Split it, or remove what does not belong there.")
                return None
            raw = content if isinstance(content, bytes) else content.read_bytes()
        except FileNotFoundError:
            self.fault(path, 1, "the file is missing.", "Create it.")
            return None
        except OSError as error:
            self.fault(path, 1, f"the file cannot be read: {error.strerror}.", "Mend its permissions.")
            return None
        text, faults = decode(raw)
        for line, what, remedy in faults:
            self.fault(path, line, what, remedy)
        if text is not None:
            self.project.texts[path] = text
        return text


@lru_cache(maxsize=1024)
def decode(raw: bytes) -> tuple[str | None, list[tuple[int, str, str]]]:
    """The text of a file as an editor for plain text should have saved it, and where it was not, as (line, fault,
    remedy); None for what is no text, or no text that a person wrote."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, [(line, f"byte 0x{raw[error.start]:02X} is not UTF-8.", 'Save the file as "UTF-8".')]
    faults = []
    if text.startswith("\ufeff") or "\r" in text:
        line = 1 if text.startswith("\ufeff") else text[: text.index("\r")].count("\n") + 1
        what = "the file has a byte order mark or Windows line ends."
        faults.append((line, what, 'Save it as "UTF-8" without mark and with line ends "LF".'))
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for number, one in enumerate(text.split("\n"), 1):
        if len(one) > MAX_LINE:
            what = f"the line has {len(one):,} characters, more than {MAX_LINE:,}."
            return None, [*faults, (number, what, "Break it into several lines.")]
    if not text.endswith("\n"):
        faults.append((text.count("\n") + 1, "the last line does not end.", "Put a line end after it."))
    return text, faults


def _load_yaml(project: Project, tree: _Tree, path: str) -> None:
    text = tree.read(path)
    if text is not None:
        file = parse_yaml(text, path)
        project.problems += file.problems
        project.data[path] = file


def _read_ledger(project: Project) -> None:
    """Take from the ledger what has the right form; the rule `published` names what has not."""
    file = project.data.get(f"docs/{PUBLISHED}")
    data = file.data if file and isinstance(file.data, dict) else {}
    pages, languages, moved = data.get("pages"), data.get("languages"), data.get("moved")
    for page, ids in (pages if isinstance(pages, dict) else {}).items():
        if isinstance(ids, list) and all(isinstance(i, str) for i in ids):
            project.published[page] = ids
    project.published_languages = [str(code) for code in languages] if isinstance(languages, list) else []
    project.moved = {
        old: new for old, new in (moved if isinstance(moved, dict) else {}).items() if isinstance(new, str)
    }


def _load_config(project: Project, tree: _Tree) -> None:
    text = tree.read("mkdocs.yml")
    if text is None:
        return
    file = parse_yaml(text, "mkdocs.yml", tags=True)
    project.problems += file.problems
    if file.problems:
        return
    remedy = "Give plugins: i18n: languages: a list with locale and name, and nav a plain list of files."
    try:
        languages = next(plugin["i18n"] for plugin in file.data["plugins"] if "i18n" in plugin)["languages"]
        locales = [Locale(row["locale"], row["name"], row.get("default") is True) for row in languages]
        nav = [entry.removesuffix(".md") for entry in file.data["nav"]]
    except (KeyError, TypeError, AttributeError, StopIteration) as error:
        what = f"languages or navigation cannot be read ({type(error).__name__}: {str(error) or 'no i18n'})."
        project.problems.append(Problem("mkdocs.yml", 1, what, remedy))
        return
    for locale in locales:
        if not isinstance(locale.name, str) or not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", str(locale.code)):
            what = f'"{str(locale.code)[:20]}" is no language with a code and a name.'
            project.problems.append(Problem("mkdocs.yml", file.line("plugins"), what, remedy))
            return
    project.locales, project.nav = locales, nav
