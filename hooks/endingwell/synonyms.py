"""What readers type and the guide does not say: docs/<language>/synonyms.yml, and what it must be like.

Banned strings do not count here (readers use them); everything that would make the search silently blind does.
"""

import re
import unicodedata
from collections.abc import Iterator

from endingwell.addresses import page_id
from endingwell.problem import Problem
from endingwell.project import PAGES, SYNONYMS, Project
from endingwell.style import UNSEEN
from endingwell.yamlfile import YamlFile

# Keys that are no ids: groups of words that stand for each other, and words that say nothing in a question.
ALIKE = "alike"
IGNORED = "ignored"
# Scripts in which a language is searched besides Latin: a letter of any other is a slip.
_SCRIPTS = {"ar": "ARABIC", "fa": "ARABIC"}


def phrases(synonyms: dict[str, object], key: str) -> list[str]:
    """The texts listed under a key; nothing while the file is faulty."""
    listed = synonyms.get(key)
    return [phrase for phrase in listed if isinstance(phrase, str)] if isinstance(listed, list) else []


def synonym_rules(project: Project) -> Iterator[Problem]:
    """Search synonyms are lists of different texts in the language's script, under ids of sections, pages or letters."""
    known = {section for ids in project.outline.values() for section in ids} | {page_id(name) for name in project.nav}
    for locale in project.locales:
        path = f"docs/{locale.code}/{SYNONYMS}"
        file = project.data.get(path)
        if file is None or file.problems:
            continue
        if not isinstance(file.data, dict):
            yield Problem(path, 1, "the file holds no ids.", "Write section ids, each with a list of words.")
            continue
        for key, words in file.data.items():
            if key not in known | {ALIKE, IGNORED}:
                yield Problem(path, file.line(key), f'there is no section "{key}".', f"Take an id of docs/{PAGES}.")
            if not isinstance(words, list) or not words or not all(isinstance(w, str) and w.strip() for w in words):
                yield Problem(path, file.line(key), f'"{key}" has no list of words.', 'Write ["word", "word"].')
            else:
                yield from _texts(file, key, words, _SCRIPTS.get(locale.code))


def _texts(file: YamlFile, key: str, words: list[str], script: str | None) -> Iterator[Problem]:
    seen: set[str] = set()
    for i, text in enumerate(words):
        line = file.line(key, i)
        if text.casefold() in seen:
            yield Problem(file.path, line, f'"{text}" stands twice under "{key}".', "Keep one of the two.")
        seen.add(text.casefold())
        if not unicodedata.is_normalized("NFC", text):
            yield Problem(
                file.path, line, "letters are not in normal form (NFC).", "Save the text as NFC; editors can."
            )
        if match := UNSEEN.search(text):
            yield Problem(file.path, line, f"the unseen character U+{ord(match[0]):04X} stands here.", "Remove it.")
        if match := re.search(r"[|\n\u00a6\u00b6]|\s{2}|^\s|\s$", text):
            yield Problem(file.path, line, f"“{text}” holds a sign or space that ends a text.", "Remove it.")
        for letter in dict.fromkeys(text):
            name = unicodedata.name(letter, "")
            foreign = letter.isalpha() and not name.startswith(("LATIN", script or "LATIN"))
            if foreign:
                yield Problem(file.path, line, f"“{letter}” is of another script ({name}).", "Type it again.")
        if key == ALIKE and len(text.split()) < 2:
            yield Problem(file.path, line, f"“{text}” stands for nothing else.", "Write two words or more.")
