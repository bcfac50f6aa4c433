"""Labels, search synonyms and the facts about the sources."""

import re
from collections.abc import Iterator

from endingwell.problem import Problem
from endingwell.project import FLAT, PAGES, SOURCES, SYNONYMS, Project
from endingwell.yamlfile import YamlFile

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
    """Search synonyms are lists of words under ids of sections that exist."""
    known = {section for ids in project.outline.values() for section in ids}
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
            if key not in known:
                yield Problem(path, line, f'there is no section "{key}".', f"Take an id of docs/{PAGES}.", quote=key)
            if not isinstance(words, list) or not words or not all(isinstance(w, str) and w.strip() for w in words):
                yield Problem(path, line, f'"{key}" has no list of words.', 'Write ["word", "word"].', quote=key)


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
