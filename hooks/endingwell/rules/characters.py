"""The characters of the files: none that is not seen, none that came from a broken encoding or another script."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from endingwell.locales import script
from endingwell.problem import Problem
from endingwell.project import Project
from endingwell.yamlfile import KEPT

# What is never seen, or not meant to be exchanged: controls, soft hyphen, zero-width signs, bidi controls (The Unicode
# Standard, 23.2 and Annex 9), private use. ZWNJ and ZWJ have a class of their own: some scripts are spelt with them.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff0-\uffff\ue000-\uf8ff\U000e0000-\U000e0fff]"
)
_TAB = re.compile("\t")
# A character written as YAML's escape (YAML 1.2.2, 5.7): nobody sees which one it is. Quotes and line ends stay.
_ESCAPE = re.compile(r"\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0abtvfre_NLP])")
_JOINERS = re.compile("[\u200c\u200d]")
# Letters kept for old encodings or mathematics: ligatures, Arabic presentation forms, full-width and styled letters.
_OLD_FORM = re.compile("[\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc\uff01-\uff9f\U0001d400-\U0001d7ff]")
# Runs of characters that Windows-1252 has beyond ASCII.
_NOT_ASCII = re.compile("[\u0080-\u00ffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]{2,}")
# Scripts that are spelt with joiners (The Unicode Standard, 9.2 and 12).
_JOINING = {"ARABIC", "SYRIAC", "DEVANAGARI", "BENGALI", "KANNADA", "MALAYALAM", "SINHALA", "TAMIL", "TELUGU"}


def characters(project: Project) -> Iterator[Problem]:
    """Every character is one that a reader sees and a keyboard types: in normal form (NFC), with no control or bidi
    sign, no trace of a broken encoding (U+FFFD, "Ã©"), no old or full-width form, no tab, no escape in YAML, no joiner
    outside the scripts that are spelt with it."""
    scripts = {f"docs/{locale.code}/": script(locale.code) for locale in project.locales}
    for path, text in project.texts.items():
        own = next((name for folder, name in scripts.items() if path.startswith(folder)), None)
        if not path.endswith("/style.yml"):  # it names the signs that it forbids
            yield from _characters(path, text, own)


@lru_cache(maxsize=KEPT)
def _characters(path: str, text: str, own: str | None) -> list[Problem]:
    joiners = own is not None and own not in _JOINING and _JOINERS.search(text)
    escaped = path.endswith(".yml") and _ESCAPE.search(text)
    suspect = "\t" in text or joiners or escaped or not unicodedata.is_normalized("NFC", text)
    if not suspect and not any(search.search(text) for search in (_UNSEEN, _OLD_FORM, _NOT_ASCII)):
        return []
    found = []

    def note(match: re.Match[str], line: int, what: str, remedy: str) -> None:
        found.append(Problem(path, line, what, remedy, column=match.start() + 1, quote=match[0]))

    for number, line in enumerate(text.split("\n"), 1):
        for match in _TAB.finditer(line):
            note(match, number, "a tab stands here.", "Write spaces.")
        for match in _UNSEEN.finditer(line):
            if match[0] == "\ufffd":
                note(match, number, "a character was lost here (U+FFFD).", "Type it again.")
            else:
                note(match, number, f"the unseen character U+{ord(match[0]):04X} stands here.", "Remove it.")
        for match in _ESCAPE.finditer(line) if escaped else ():
            note(match, number, f"a character is written as {match[0]}.", "Type the character itself.")
        if line.isascii():
            continue
        if not unicodedata.is_normalized("NFC", line):
            remedy = "Save the text as NFC; editors can."
            found.append(Problem(path, number, "letters are not in normal form (NFC).", remedy, column=_not_nfc(line)))
        for match in _OLD_FORM.finditer(line):
            note(match, number, "this is an old or full-width form of a letter.", "Type the plain letter.")
        for match in _NOT_ASCII.finditer(line):
            if _mojibake(match[0]):
                note(match, number, "these letters came from a broken encoding.", "Type the word again.")
        if joiners:
            for match in _JOINERS.finditer(line):
                note(match, number, f"the unseen character U+{ord(match[0]):04X} stands here.", "Remove it.")
    return found


def _not_nfc(line: str) -> int:
    """The column of the first character that normal form would change."""
    whole = unicodedata.normalize("NFC", line)
    return next((i for i, (a, b) in enumerate(zip(line, whole, strict=False), 1) if a != b), len(whole))


@cache
def _mojibake(piece: str) -> bool:
    """Whether a run of letters is UTF-8 that was read as Windows-1252, such as "Ã©"."""
    for end in range(len(piece), 1, -1):
        for start in range(end - 1):
            try:
                if len(piece[start:end].encode("cp1252").decode("utf-8")) < end - start:
                    return True
            except UnicodeError:
                continue
    return False
