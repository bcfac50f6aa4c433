"""A new language and a new section, in the steps of CONTRIBUTING: what is missing is named exactly, then nothing."""

import re
import shutil
import zlib
from pathlib import Path

import pytest
import yaml

from endingwell.check import check_project
from endingwell.problem import Problem, failures
from endingwell.project import LETTER_SECTIONS, load
from endingwell.reviewed import mark_reviewed
from tests.mutation.content import Content

ROOT = Path(__file__).parent.parent.parent

# Words to write a German text of: it says little, but it is German, with its letters, and no line is anybody's copy.
# fmt: off
GERMAN = [
    "Arbeit", "Kündigung", "früh", "höflich", "Gespräch", "Auftrag", "Rechnung", "würde", "könnten", "nächste",
    "größer", "müssen", "Grüße", "Brief", "über", "schließlich", "zusätzlich", "nämlich", "Zeit", "genügt",
    "Gründe", "Verträge", "prüfen", "Stunden", "wählen", "hören", "ändern", "Lösung",
]
# fmt: on
_KEPT = re.compile(r"\{[^}]*\}|\]\([^)]*\)|<bdi>.*?</bdi>|!!!\s+[\w-]+|^(?:title|description):")
_WORD = re.compile(r"[^\W\d_]+(?:’[^\W\d_]+)*")


def in_german(text: str) -> str:
    """A text with every word turned into a German one, markup, blanks, ids and targets left as they are."""

    def word(match: re.Match[str]) -> str:
        return GERMAN[zlib.crc32(match[0].encode()) % len(GERMAN)]

    def line(source: str) -> str:
        pieces, end = [], 0
        for kept in _KEPT.finditer(source):
            pieces += [_WORD.sub(word, source[end : kept.start()]), kept[0]]
            end = kept.end()
        return "".join([*pieces, _WORD.sub(word, source[end:])])

    return "\n".join(map(line, text.split("\n")))


def german_data(data: object) -> object:
    """Data with every text of it in German."""
    if isinstance(data, str):
        return in_german(data)
    if isinstance(data, dict):
        return {key: german_data(value) for key, value in data.items()}
    return [german_data(item) for item in data] if isinstance(data, list) else data


def dump(data: object) -> str:
    """Data as YAML that a person could have written."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=4000, default_style='"')


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of what the gate looks at."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def replace(path: Path, old: str, new: str) -> None:
    """Change a file by hand."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} in {path}"
    path.write_text(text.replace(old, new), "utf-8")


def begin(root: Path) -> Path:
    """The first two steps to a new language; its folder."""
    folder = root / "docs/de"
    shutil.copytree(root / "docs/en", folder, ignore=shutil.ignore_patterns("style.yml"))
    replace(
        root / "mkdocs.yml", "        - {locale: it,", "        - {locale: de, name: Deutsch}\n        - {locale: it,"
    )
    replace(root / "docs/published.yml", "languages: [en, ar, fa, it, vi]", "languages: [en, ar, fa, it, vi, de]")
    return folder


def found(root: Path) -> list[Problem]:
    return check_project(load(root))


def test_a_language_that_is_not_recorded_is_named(root: Path) -> None:
    begin(root)
    replace(root / "docs/published.yml", ", de]", "]")
    assert 'the language "de" is not recorded.' in {p.fault for p in found(root)}


def test_every_line_that_is_still_english_is_named(root: Path, content: Content) -> None:
    """Copied, the first three pages translated: what is left is every line with words, and nothing else."""
    folder = begin(root)
    translated = ["index", "path", "decide"]
    for name in translated:
        path = folder / f"{name}.md"
        path.write_text(in_german(path.read_text("utf-8")), "utf-8")
    expected = set()
    for path in folder.rglob("*.md"):
        name = path.relative_to(folder).as_posix().removesuffix(".md")
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            if name not in translated and _WORD.search(_KEPT.sub("", line)):
                expected.add((f"docs/de/{name}.md", number))
    for name in ("labels", "calculator", "download", "checklist", "letters"):
        for number, line in enumerate((folder / f"{name}.yml").read_text("utf-8").split("\n"), 1):
            value = line.partition(": ")[2]
            if not line.startswith("#") and value and value != "[]" and _WORD.search(re.sub(r"\{\w+\}", "", value)):
                expected.add((f"docs/de/{name}.yml", number))
    assert {(p.path, p.line) for p in failures(found(root))} == expected


def test_what_a_half_translated_language_lacks_is_named_exactly(root: Path) -> None:
    """Every second page, section, label, statement, result, step and blank is not there yet."""
    folder = begin(root)
    nav = [entry.removesuffix(".md") for entry in yaml.safe_load(_plain(root / "mkdocs.yml"))["nav"]]
    shapes = {
        name: yaml.safe_load((root / f"docs/{name}.yml").read_text("utf-8"))
        for name in ("pages", "labels", "calculator", "download", "checklist", "letters")
    }
    expected: set[tuple[str, str]] = set()

    for i, name in enumerate(nav):
        path = folder / f"{name}.md"
        if i % 2:
            path.unlink()
            expected.add((f"docs/de/{name}.md", "the page is missing in Deutsch."))
            continue
        text = in_german(path.read_text("utf-8"))
        ids = shapes["pages"].get(name, [] if name == "letters/index" else list(LETTER_SECTIONS))
        for section in [] if name.startswith("letters/") else ids[1::2]:
            text = re.sub(rf"^## [^\n]*{{#{section}}}\n.*?(?=^## |\Z)", "", text, flags=re.MULTILINE | re.DOTALL)
            expected.add((f"docs/de/{name}.md", f'the section "{section}" is missing.'))
        path.write_text(text.rstrip() + "\n", "utf-8")

    for name in ("labels", "calculator", "download"):
        words = german_data(yaml.safe_load((folder / f"{name}.yml").read_text("utf-8")))
        assert isinstance(words, dict)
        for key in list(shapes[name])[1::2]:
            del words[key]
            expected.add((f"docs/de/{name}.yml", f'the label "{key}" is missing.'))
        (folder / f"{name}.yml").write_text(dump(words), "utf-8")

    words = german_data(yaml.safe_load((folder / "checklist.yml").read_text("utf-8")))
    assert isinstance(words, dict)
    shape = shapes["checklist"]
    statements = [key for members in shape["groups"].values() for key in members]
    parts = {"statements": (statements, ("",)), "outcomes": (list(shape["outcomes"]), ("title", "rule", "text"))}
    parts["before"] = (list(shape["before"]), ("title", "text"))
    for kind, (ids, keys) in parts.items():
        for key in ids[1::2]:
            del words[kind][key]
            expected |= {
                (
                    "docs/de/checklist.yml",
                    f'{kind}: "{key}" has no {f"{part!r}" if part else "text"}.'.replace("'", '"'),
                )
                for part in keys
            }
    (folder / "checklist.yml").write_text(dump(words), "utf-8")

    words = german_data(yaml.safe_load((folder / "letters.yml").read_text("utf-8")))
    assert isinstance(words, dict)
    for kind in ("labels", "blanks"):
        for key in list(shapes["letters"][kind])[1::2]:
            del words[kind][key]
            expected.add(("docs/de/letters.yml", f'{kind}: "{key}" is missing.'))
    (folder / "letters.yml").write_text(dump(words), "utf-8")
    (folder / "synonyms.yml").write_text("{}\n", "utf-8")

    seen = {(p.path, p.fault) for p in failures(found(root))}
    # A link may lead to a section that is not there yet; it is named, too, and is nothing that is missing by itself.
    assert {(path, fault) for path, fault in seen if not fault.startswith("the link")} == expected


def _plain(path: Path) -> str:
    return path.read_text("utf-8").replace("!ENV ", "")


def test_a_translated_language_passes(root: Path) -> None:
    folder = begin(root)
    for path in folder.rglob("*.md"):
        path.write_text(in_german(path.read_text("utf-8")), "utf-8")
    for path in folder.glob("*.yml"):
        path.write_text(dump(german_data(yaml.safe_load(path.read_text("utf-8")))), "utf-8")
    synonyms = yaml.safe_load((folder / "synonyms.yml").read_text("utf-8"))
    different = {key: list(dict.fromkeys(phrases)) for key, phrases in synonyms.items() if key != "alike"}
    (folder / "synonyms.yml").write_text(dump(different), "utf-8")
    assert failures(found(root)) == []
    mark_reviewed(load(root), "de")
    assert found(root) == []


def test_a_new_section_is_asked_for_in_every_language_until_it_is_there(root: Path, content: Content) -> None:
    replace(root / "docs/pages.yml", "  - be-direct\n", "  - be-direct\n  - say-it-aloud\n")
    fault = 'the section "tell#say-it-aloud" is not recorded.'
    assert fault in {p.fault for p in found(root)}
    replace(root / "docs/published.yml", "    - be-direct\n", "    - be-direct\n    - say-it-aloud\n")
    missing = {(f"docs/{code}/tell.md", 'the section "say-it-aloud" is missing.') for code in content.codes}
    assert {(p.path, p.fault) for p in found(root)} == missing
    texts = {
        "en": ("Say it aloud first", "Read your message aloud before you send it."),
        "it": ("Prima dillo a voce alta", "Leggi il messaggio a voce alta prima di inviarlo."),
        "vi": ("Đọc thành tiếng trước", "Bạn đọc to lời nhắn một lượt trước khi gửi."),
        "ar": ("قلها بصوت مسموع أولًا", "اقرأ رسالتك بصوت مسموع قبل أن ترسلها."),
        "fa": ("اول بلند بخوانید", "پیام را پیش از فرستادن یک بار بلند بخوانید."),
    }
    for done, (code, (title, text)) in enumerate(texts.items(), 1):
        path = root / f"docs/{code}/tell.md"
        source = path.read_text("utf-8")
        at = re.search(r"^## [^\n]*{#next}$", source, re.MULTILINE)
        assert at
        path.write_text(
            source[: at.start()] + f"## {title} {{#say-it-aloud}}\n\n{text}\n\n" + source[at.start() :], "utf-8"
        )
        assert len(failures(found(root))) == len(texts) - done
    for code in content.codes[1:]:
        mark_reviewed(load(root), code, "tell", "say-it-aloud")
    assert found(root) == []
