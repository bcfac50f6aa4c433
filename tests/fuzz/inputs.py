"""Inputs that nobody would write, for every file that the gate reads."""

from pathlib import Path

import yaml
from hypothesis import strategies as st

SMALL = Path(__file__).parent.parent / "unit" / "project"
ROOT = SMALL.parent.parent.parent

Contents = dict[str, bytes | None]

PAGES = [f"docs/{code}/{name}.md" for code in ("en", "fa") for name in ("index", "tell", "sources")]
SHAPES = [
    f"docs/{name}.yml" for name in ("pages", "labels", "sources", "published", "checklist", "letters", "calculator")
]
WORDS = [
    f"docs/{code}/{name}.yml"
    for code in ("en", "fa")
    for name in ("labels", "checklist", "letters", "calculator", "synonyms", "style", "reviewed")
]
PATHS = st.sampled_from([*PAGES, *SHAPES, *WORDS, "mkdocs.yml"])
REAL = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*") if path.is_file())

# Pieces of Markdown and of our own notation, to be put together without sense.
PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "title: x\n",
            "# ",
            "## ",
            "{#tell}",
            "{#be-brief}",
            "{#",
            "}",
            "\n",
            "\n\n",
            "    ",
            "> ",
            "- ",
            "1. ",
        ),
        *(
            "[",
            "]",
            "](",
            ")",
            "![",
            "(tell.md#x)",
            "[[[[[[",
            "((((((",
            "<",
            ">",
            "<<",
            ">>",
            "|",
            "||",
            "<bdi>",
            "</bdi>",
        ),
        *(
            "<script>",
            "<!--",
            "-->",
            "```",
            "~~~",
            '!!! example "',
            '"',
            "**",
            "__",
            "`",
            "\\",
            "&amp;",
            "&#0;",
            "{client}",
        ),
        *("http://", "javascript:", "data:", "\u202e", "\u200c", "\ufeff", "\u0000", "\ud7ff", "é", "e\u0301", "می‌شود"),
        *(
            "> " * 40,
            "- " * 40,
            "[" * 400,
            "*" * 400,
            "<a" * 400,
            "{#" * 400,
            "|" * 400,
            "#" * 400,
            " " * 900,
            "](" * 300,
        ),
    ]
)
MARKDOWN = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)

# fmt: off
KEYS = st.sampled_from([
    "en", "fa", "index", "tell", "sources", "next", "languages", "pages", "moved", "groups", "statements",
    "rules", "outcomes", "before", "labels", "any", "none", "trouble", "weight", "point", "blanks", "letters",
    "channels", "forms", "email", "chat", "call", "answers", "fold", "bans", "patterns", "words", "common",
    "same", "bad", "good", "pattern", "fault", "remedy", "where", "plugins", "i18n", "nav", "locale", "name",
    "default", "title", "description", "be-brief",
])
# fmt: on
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.text(max_size=12) | KEYS
DATA = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(max_size=4), inner, max_size=5)
)
YAML = DATA.map(lambda data: yaml.safe_dump(data, allow_unicode=True))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _cut(path: str, share: float, lines: bool) -> Contents:
    raw = (ROOT / path).read_bytes()
    end = int(len(raw) * share)
    return {path: raw[: raw.rfind(b"\n", 0, end) + 1 if lines else end]}


def _spliced(path: str, other: str, share: float) -> Contents:
    one, two = (ROOT / path).read_bytes(), (ROOT / other).read_bytes()
    return {path: one[: int(len(one) * share)] + two[int(len(two) * share) :]}


# Each attack gives changed files; those of REAL are laid over the real content, all others over the small project.
SHARE = st.floats(0, 1)
ATTACKS: dict[str, st.SearchStrategy[Contents]] = {
    "random bytes": st.builds(lambda path, raw: {path: raw}, PATHS, st.binary(max_size=300)),
    "random text": st.builds(lambda path, text: {path: _bytes(text)}, PATHS, st.text(max_size=300)),
    "senseless Markdown": st.builds(
        lambda path, text: {path: b"---\ntitle: x\ndescription: y\n---\n" + _bytes(text)},
        st.sampled_from(PAGES),
        MARKDOWN,
    ),
    "any data": st.dictionaries(st.sampled_from([*SHAPES, *WORDS, "mkdocs.yml"]), YAML.map(_bytes), max_size=3).map(
        dict
    ),
    "senseless YAML": st.builds(
        lambda path, parts: {path: _bytes("".join(parts))},
        st.sampled_from([*SHAPES, *WORDS, "mkdocs.yml"]),
        st.lists(st.sampled_from([*"[]{}:-#&*!|>'\"%@`?,\n\t ", "a", "- ", ": ", "&a ", "*a", "<<: ", "!!python/x "])),
    ),
    "cut off": st.builds(_cut, st.sampled_from(REAL), SHARE, st.booleans()),
    "spliced": st.builds(_spliced, st.sampled_from(REAL), st.sampled_from(REAL), SHARE),
    "files that are gone": st.lists(PATHS, max_size=4).map(lambda paths: dict.fromkeys(paths)),
    "odd names": st.dictionaries(
        st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=40).map(
            lambda name: f"docs/fa/{name}.md"
        ),
        MARKDOWN.map(_bytes),
        max_size=3,
    ).map(dict),
}
OF_REAL = {"cut off", "spliced"}
