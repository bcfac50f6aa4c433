"""The search index of a language: the words of every section, packed so small that a phone fetches them in one go.

The index holds the text as it is printed. Spellings are made alike in the browser, by the same functions for the
index and for what is typed (overrides/assets/js/folding.js), so no rule exists twice.

The packing is a dense code for words (Brisaboa et al. 2003, "An efficient compression code for text databases"):
the most frequent words are written as one character, all others as two, spaces between words are implied, and the
other words stand sorted, each without what it shares with the one before it. What is left, gzip presses well; and a
word's number serves the search as it is.
"""

import gzip
import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from endingwell.addresses import page_id
from endingwell.markdownfile import Page, prose
from endingwell.project import LETTER_SECTIONS, SYNONYMS, Project

# Sections that lead on to other sections and answer nothing themselves.
_SIGNPOSTS = {"next"}
# Characters that codes are made of: those that neither JSON nor HTML gives a meaning. In the sorted words the first of
# them say how many characters a word shares with the one before it, the others stand for the language's letters.
_DIGITS = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\<')
_SHARED = 20
_ASCII = set(map(chr, range(0x7F)))
# Tokens that are no words: the end of a section, of a field in it, of a synonym, and a capital where none is due
# (or none where one is).
_SECTION, _FIELD, _PHRASE, _CAPITAL = "\u00b6", "\u00a6", "|", "^"
# A word: letters, digits, marks and the joiner of Persian; a hyphen inside it; an apostrophe before its last letters.
_WORD = r"[^\W_](?:[\w\u0300-\u036f\u064b-\u0652\u0654\u0670\u200c]|-(?=\w))*(?:['’][^\W\d_]{1,2}(?!\w))?"
_TOKEN = re.compile(rf"(?P<word>{_WORD})|(?:(?!{_WORD}).)+")
_SENTENCE_END = re.compile(r"[.!?؟:…|]")
_FILLER = "\ue000"
# How large an index may be (bytes, gzip), so that it and the search's code stay within 25 KB. What is tried until it
# fits: how many words of a section are printed, and how often a word must stand anywhere to count among the others.
_FITS = 18_700
_TRIES = [(words, 1) for words in range(160, 50, -10)] + [(words, 2) for words in range(60, 10, -10)]
_TRIES += [(20, 3), (15, 3), (12, 4), (10, 6), (8, 12)]
# Words so frequent that a section is not found by them.
_FREQUENT = 80


# Keys of the synonyms that are no ids: groups of words that stand for each other, and words that say nothing.
ALIKE = "alike"
IGNORED = "ignored"


@dataclass(frozen=True)
class Unit:
    """One result that can be found: its page, its section (None: the page itself), heading, text, synonyms."""

    page: str
    section: str | None
    title: str
    text: str
    synonyms: list[str]


def units(project: Project, code: str, left_out: Collection[str] = ()) -> Iterator[Unit]:
    """Everything of a language that can be found, in the order of the navigation, but for the pages `left_out`.

    A letter is one unit: its heading, description and lead say what it is for; its lines would answer every query.
    """
    synonyms = project.words(code, SYNONYMS)
    for name in project.nav:
        page = project.pages.get((code, name))
        if page is None or name in left_out:
            continue
        for i, section in enumerate(page.sections):
            own = None if i == 0 else section.id
            if section.id in _SIGNPOSTS or (own in LETTER_SECTIONS and name.startswith("letters/")):
                continue
            text = _plain(section.lines)
            if own is None:
                text = _front_matter(page, "description") + " " + text
            yield Unit(name, own, _plain([section.title]), text.strip(), phrases(synonyms, own or page_id(name)))


def phrases(synonyms: dict[str, object], key: str) -> list[str]:
    """The texts listed under a key; nothing while the file is faulty."""
    listed = synonyms.get(key)
    return [phrase for phrase in listed if isinstance(phrase, str)] if isinstance(listed, list) else []


def _plain(lines: list[str]) -> str:
    """The words of Markdown lines in one line, as printed; a dot between items of lists and cells of tables."""
    text = ""
    for line in lines:
        spaced = re.sub(r" *\| *", " | ", line)  # cells of tables
        masked = prose(prose(spaced, _FILLER), _FILLER).strip()
        begins = masked.startswith(_FILLER) and not text.endswith((".", ":", "!", "?", "؟", "؛", "…", "· "))
        if masked.strip(_FILLER):
            text += (" · " if text and begins else " ") + re.sub(f" {_FILLER}+ ", " · ", masked).replace(_FILLER, "")
    return " ".join(text.split())


def tokens(text: str) -> Iterator[str]:
    """Words and what stands between them; a single space is implied, a capital after a sentence's end too.

    Words are given in small letters where only their first one is a capital; `^` before a word turns that over.
    """
    due = True
    for match in _TOKEN.finditer(text):
        token = match[0]
        if match.lastgroup is None:  # not a word
            if token != " ":  # noqa: S105 - a token of text
                yield token
            due = due or bool(_SENTENCE_END.search(token))
            continue
        first, rest = token[0], token[1:]
        low = first.lower()
        capital = low != first and rest == rest.lower()
        if capital != due and (capital or low == first) and low != first.upper():
            yield _CAPITAL
        yield low + rest if capital else token
        due = False


def packed(project: Project, code: str, left_out: Collection[str] = ()) -> dict[str, object]:
    """The index of a language as plain data, with as much text as `_FITS` allows: every section's first words as they
    are printed, and of the others those that it does not hold yet.

    units: one line a page, its name and the ids of its sections; titles: the pages' short names; alike: one line a
    group of words; ignored: words; common: tokens in one list, the first `single` of which are coded as one character;
    letters: what the codes of `sorted` stand for; sorted: the other words, front-coded; text: the codes of all tokens.
    """
    found = list(units(project, code, left_out))
    fields = [tuple(list(tokens(field)) for field in (u.title, u.text, _PHRASE.join(u.synonyms))) for u in found]
    count = Counter(token for unit in fields for field in unit for token in field)
    frequent = set(_ranked(count.elements())[:_FREQUENT])

    def stream(most: int, least: int) -> Iterator[str]:
        telling = {token for token in count if token[0].isalnum() and count[token] >= least and token not in frequent}
        for title, text, synonyms in fields:
            yield from (*title, _FIELD, *_shortened(text, most, telling), _FIELD, *synonyms, _SECTION)

    @cache
    def coded(attempt: tuple[int, int]) -> dict[str, object]:
        return _coded(list(stream(*attempt)))

    def fits(attempt: tuple[int, int]) -> bool:
        return sum(_pressed(part) for part in (coded(attempt), words)) <= _FITS

    synonyms = project.words(code, SYNONYMS)
    pages: dict[str, list[str]] = {}
    for unit in found:
        pages.setdefault(unit.page, []).extend([unit.section] if unit.section else [])
    words: dict[str, object] = {
        "units": "\n".join(" ".join([page, *sections]) for page, sections in pages.items()),
        "titles": "\n".join(_front_matter(project.pages[code, page], "title") for page in pages),
        "alike": "\n".join(phrases(synonyms, ALIKE)),
        "ignored": " ".join(phrases(synonyms, IGNORED)),
    }
    first = bisect_left(_TRIES, True, key=fits)
    return words | coded(_TRIES[min(first, len(_TRIES) - 1)])


def _pressed(part: dict[str, object]) -> int:
    """The bytes of a part of an index, as a phone fetches it."""
    return len(gzip.compress(json.dumps(part, ensure_ascii=False).encode(), 6))


def _shortened(text: list[str], most: int, telling: set[str]) -> list[str]:
    """The sentences that begin within the first `most` words, then of the other words the telling ones, once each."""
    count = 0
    for i, token in enumerate(text):
        count += token[0].isalnum()
        if count >= most and _SENTENCE_END.search(token):
            before = set(text[:i])
            rest = (word for word in dict.fromkeys(text[i + 1 :]) if word in telling and word not in before)
            return [*text[: i + 1], _FIELD, *rest]
    return [*text, _FIELD]


@lru_cache(maxsize=1 << 15)
def _is_word(token: str) -> bool:
    return re.fullmatch(_WORD, token) is not None


def _coded(stream: list[str]) -> dict[str, object]:
    """The part of an index that holds the tokens themselves."""
    ranked = _ranked(stream)
    base = len(_DIGITS)
    single = next(n for n in range(base, 0, -1) if (base - n) * base >= len(ranked) - n)
    rare = [token for token in ranked[single:] if _is_word(token)]
    letters = "".join(_ranked("".join(rare)))[: base - _SHARED]
    unwritten = _ASCII - set(letters)
    words = sorted(word for word in rare if unwritten.isdisjoint(word))
    common = ranked[:single] + sorted(set(ranked[single:]) - set(words))
    code = {token: _code(i, single) for i, token in enumerate(common + words)}
    return {
        "single": single,
        "common": "\n".join(common),
        "letters": letters,
        "sorted": _front_coded(words, letters),
        "text": "".join(map(code.__getitem__, stream)),
    }


def _ranked(items: Iterable[str]) -> list[str]:
    """The different items, most frequent first."""
    count = Counter(items)
    return sorted(sorted(count), key=count.__getitem__, reverse=True)


def _front_matter(page: Page, key: str) -> str:
    return str(page.meta.data.get(key, "")) if isinstance(page.meta.data, dict) else ""


def _code(number: int, single: int) -> str:
    if number < single:
        return _DIGITS[number]
    high, low = divmod(number - single, len(_DIGITS))
    return _DIGITS[single + high] + _DIGITS[low]


@lru_cache(maxsize=1 << 15)  # every try has nearly the same neighbours
def _shared(before: str, word: str) -> int:
    """How many letters a word has from the one before it."""
    most = min(len(word), len(before), _SHARED - 1)
    return next((i for i in range(most) if word[i] != before[i]), most)


def _front_coded(words: list[str], letters: str) -> str:
    written = str.maketrans(dict(zip(letters, _DIGITS[_SHARED:], strict=False)))
    coded = []
    for before, word in pairwise(["", *words]):
        shared = _shared(before, word)
        coded.append(_DIGITS[shared] + word[shared:].translate(written))
    return "".join(coded)


def search_index(project: Project, code: str, left_out: Collection[str] = ()) -> str:
    """The index of a language, without the pages `left_out`, as a classic script: file:// lets nothing be fetched."""
    data = json.dumps(packed(project, code, left_out), ensure_ascii=False, separators=(",", ":"))
    return f"(window.EndingWellSearch=window.EndingWellSearch||{{}}).index={data};\n"
