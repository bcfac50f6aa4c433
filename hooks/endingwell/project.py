"""Load everything that is written: languages and pages from mkdocs.yml, shapes and words from docs/."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

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
# Shapes: ids and order, no words.
PAGES = "pages.yml"
SOURCES = "sources.yml"


@dataclass(frozen=True)
class Locale:
    """A language of the site: its code, its name in itself, whether it lies at the root."""

    code: str
    name: str
    default: bool = False


@dataclass
class Project:
    """All content of one checkout. What could not be read is missing here and named in `problems`."""

    root: Path
    locales: list[Locale] = field(default_factory=list)
    nav: list[str] = field(default_factory=list)
    outline: dict[str, list[str]] = field(default_factory=dict)
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    pages: dict[tuple[str, str], Page] = field(default_factory=dict)
    data: dict[str, YamlFile] = field(default_factory=dict)
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
            elif file is None and not (self.root / path).exists():
                yield Problem(path, 1, f"the words of {locale.name} are missing.", f"Copy docs/en/{name} to it.")

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


class _ConfigLoader(yaml.SafeLoader):
    """Reads mkdocs.yml without acting on its tags: `!ENV [A, default]` becomes its default."""


def _tag(loader: _ConfigLoader, suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        items = loader.construct_sequence(node, deep=True)
        return items[-1] if items else None
    return None


_ConfigLoader.add_multi_constructor("!", _tag)
_ConfigLoader.add_multi_constructor("tag:yaml.org,2002:python/", _tag)


def load(root: Path) -> Project:
    """Read the project at `root`; nothing is raised for faulty content, `problems` names it all."""
    project = Project(root)
    _load_config(project)
    docs = root / "docs"
    for name in (PAGES, SOURCES, LABELS):
        _load_yaml(project, docs / name)
    for name in (CALCULATOR, CHECKLIST, LETTERS, DOWNLOAD):
        if (docs / name).exists():
            _load_yaml(project, docs / name)
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
    for locale in project.locales:
        folder = docs / locale.code
        for path in sorted(folder.rglob("*.md")):
            text = _read(project, path)
            if text is not None:
                parsed = parse_page(text, _relative(project, path))
                project.problems += parsed.problems
                project.pages[locale.code, path.relative_to(folder).as_posix().removesuffix(".md")] = parsed
        for path in sorted(folder.glob("*.yml")):
            _load_yaml(project, path)
    return project


def _relative(project: Project, path: Path) -> str:
    return path.relative_to(project.root).as_posix()


def _read(project: Project, path: Path) -> str | None:
    """The text of `path`, or None and a problem."""
    name = _relative(project, path)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        project.problems.append(Problem(name, 1, "the file is missing.", "Create it."))
        return None
    except OSError as error:
        project.problems.append(
            Problem(name, 1, f"the file cannot be read: {error.strerror}.", "Mend its permissions.")
        )
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        project.problems.append(
            Problem(name, line, f"byte 0x{raw[error.start]:02X} is not UTF-8.", 'Save the file as "UTF-8".')
        )
        return None
    if text.startswith("\ufeff") or "\r" in text:
        line = 1 if text.startswith("\ufeff") else text[: text.index("\r")].count("\n") + 1
        project.problems.append(
            Problem(
                name,
                line,
                "the file has a byte order mark or Windows line ends.",
                'Save it as "UTF-8" without mark and with line ends "LF".',
            )
        )
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text


def _load_yaml(project: Project, path: Path) -> None:
    text = _read(project, path)
    if text is not None:
        file = parse_yaml(text, _relative(project, path))
        project.problems += file.problems
        project.data[file.path] = file


def _load_config(project: Project) -> None:
    text = _read(project, project.root / "mkdocs.yml")
    if text is None:
        return
    try:
        config = yaml.load(text, Loader=_ConfigLoader)  # noqa: S506 - a SafeLoader, see its class
        languages = next(plugin["i18n"] for plugin in config["plugins"] if "i18n" in plugin)["languages"]
        project.locales = [
            Locale(str(entry["locale"]), str(entry["name"]), bool(entry.get("default", False))) for entry in languages
        ]
        project.nav = [entry.removesuffix(".md") for entry in config["nav"]]
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, StopIteration) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error) or "no i18n"
        project.locales = []
        project.problems.append(
            Problem(
                "mkdocs.yml",
                mark.line + 1 if mark else 1,
                f"languages or navigation cannot be read ({type(error).__name__}: {reason}).",
                "Give plugins: i18n: languages: a list with locale and name, and nav a plain list of files.",
            )
        )
