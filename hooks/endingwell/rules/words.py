"""Labels, search synonyms and the facts about the sources."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from endingwell.addresses import page_id
from endingwell.locales import script
from endingwell.problem import Problem
from endingwell.project import FLAT, PAGES, SOURCES, SYNONYMS, Project
from endingwell.searchindex import ALIKE, IGNORED
from endingwell.yamlfile import KEPT, YamlFile

_BLANK = re.compile(r"\{[a-z_]+\}")


def labels(project: Project) -> Iterator[Problem]:
    """Every language has a word for each key of docs/labels.yml and docs/calculator.yml, with the same {blanks}."""
    for name in FLAT:
        shape = project.data.get(f"docs/{name}")
        if shape is None or shape.problems or not isinstance(shape.data, dict):
            continue
        for file in project.word_files(name):
            if isinstance(file, Problem):
                yield file
            else:
                yield from _flat_words(file, shape)


def _flat_words(file: YamlFile, shape: YamlFile) -> Iterator[Problem]:
    data = file.data if isinstance(file.data, dict) else {}
    for key, note in shape.data.items():
        value = data.get(key)
        line = file.line(key)
        if key not in data:
            yield Problem(file.path, 1, f'the label "{key}" is missing.', f"Add it: {note}.")
        elif not isinstance(value, str) or not value.strip():
            yield Problem(file.path, line, f'the label "{key}" is not text.', "Write it in double quotes.", quote=key)
        else:
            wanted, found = set(_BLANK.findall(str(note))), set(_BLANK.findall(value))
            for blank in sorted(wanted - found):
                what = f'the label "{key}" lacks {blank}.'
                yield Problem(file.path, line, what, "Write it as it stands here.", quote=key)
            for blank in sorted(found - wanted):
                yield Problem(file.path, line, f'the label "{key}" has a foreign {blank}.', "Remove it.", quote=blank)
            if markup := re.search(r"<(?!/?bdi>)[^>]*>?", value):
                what = f'the label "{key}" holds markup.'
                yield Problem(file.path, line, what, "Only <bdi> may stand in it.", quote=markup[0])
    for key in data.keys() - shape.data.keys():
        remedy = f"Remove it or mend its name ({shape.path})."
        yield Problem(file.path, file.line(key), f'the label "{key}" is not used.', remedy, quote=key)


def synonyms(project: Project) -> Iterator[Problem]:
    """What readers type and the guide does not say (synonyms.yml) is lists of different texts in the language's script,
    under ids of sections, pages or letters. Banned strings do not count there: readers use them."""
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
            line = file.line(key)
            if key not in known | {ALIKE, IGNORED}:
                yield Problem(path, line, f'there is no section "{key}".', f"Take an id of docs/{PAGES}.", quote=key)
            if not isinstance(words, list) or not words or not all(isinstance(w, str) and w.strip() for w in words):
                yield Problem(path, line, f'"{key}" has no list of words.', 'Write ["word", "word"].', quote=key)
        yield from _typed_texts(file, script(locale.code))


@lru_cache(maxsize=KEPT)
def _typed_texts(file: YamlFile, own: str | None) -> list[Problem]:
    """The problems of all texts of a file of synonyms."""
    return [
        problem
        for key, words in file.data.items()
        if isinstance(words, list) and all(isinstance(word, str) for word in words)
        for problem in _texts_under(file, key, words, own)
    ]


def _texts_under(file: YamlFile, key: str, words: list[str], own: str | None) -> Iterator[Problem]:
    seen: set[str] = set()
    for i, text in enumerate(words):
        line = file.line(key, i)
        if text.casefold() in seen:
            yield Problem(file.path, line, f'"{text}" stands twice under "{key}".', "Keep one of the two.", quote=text)
        seen.add(text.casefold())
        if re.search(r"[|\n\u00a6\u00b6]|\s{2}|^\s|\s$", text):
            fault = f"“{text}” holds a sign or space that ends a text."
            yield Problem(file.path, line, fault, "Remove it.", quote=text)
        names = {letter: unicodedata.name(letter, "") for letter in text if letter.isalpha()}
        foreign = [letter for letter in names if not names[letter].startswith(("LATIN", own or ""))]
        if foreign:
            fault = f"“{foreign[0]}” is of another script ({names[foreign[0]]})."
            yield Problem(file.path, line, fault, "Type it again.", quote=foreign[0])
        if key == ALIKE and len(text.split()) < 2:
            yield Problem(file.path, line, f"“{text}” stands for nothing else.", "Write two words or more.", quote=text)


def sources(project: Project) -> Iterator[Problem]:
    """The five articles name points that exist, and each has its section on the sources page."""
    file = project.data.get(f"docs/{SOURCES}")
    if file is None or file.problems:
        return
    known = project.section_page()
    for article, facts in project.sources.items():
        line = file.line(article)
        if "sources" in project.outline and article not in project.outline["sources"]:
            remedy = f"Add it to sources in docs/{PAGES}."
            yield Problem(file.path, line, f'"{article}" has no section.', remedy, quote=article)
        points = facts.get("points") if isinstance(facts, dict) else None
        if not isinstance(points, list):
            yield Problem(file.path, line, f'"{article}" has no list of points.', "Add points.", quote=article)
            continue
        for i, point in enumerate(points):
            if not isinstance(point, str) or point not in known:
                at = file.line(article, "points", i)
                what = f'there is no point "{point}".'
                yield Problem(file.path, at, what, f"Take an id of docs/{PAGES}.", quote=str(point))
