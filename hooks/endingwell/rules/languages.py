"""Whether a text is written in the script and the language of its folder, and is not another language's text."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from endingwell.locales import script
from endingwell.markdownfile import Page
from endingwell.problem import Problem
from endingwell.project import STYLE, Project
from endingwell.style import Line, compile_style, page_lines, word_lines
from endingwell.yamlfile import KEPT, YamlFile

_ISOLATED = re.compile(r"<bdi\b[^<>]*>[^<>]*</bdi>|\{[a-z_]+\}|https?://\S+|<<|>>", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[’'\u200c\u0610-\u061a\u064b-\u065f\u0300-\u036f]+[^\W\d_]+)*")
# A text is judged by its common words from this length on; a shorter one by its script, and as a copy.
_LONG = 5


@cache
def _script_of(letter: str) -> str:
    """The script of a letter: the first word of its Unicode name, such as LATIN."""
    return unicodedata.name(letter, "?").split()[0]


def _scripts(text: str) -> set[str]:
    """The scripts of all letters of a text."""
    return {_script_of(c) for c in set(text) if c.isalpha()}


def _bare(text: str) -> str:
    """`text` without blanks, addresses and names set apart by <bdi>."""
    return _ISOLATED.sub(" ", text)


@lru_cache(maxsize=1 << 14)
def _key(text: str) -> str:
    """What a text is compared by: its words in lower case, without signs, blanks and markup."""
    return " ".join(_WORD.findall(_bare(text).casefold()))


def script_rule(project: Project) -> Iterator[Problem]:
    """A text is written in the script of its language (by the Unicode CLDR), and holds letters of no third script: a
    Cyrillic letter in a Latin word looks right and cannot be found."""
    for locale in project.locales:
        own = script(locale.code)
        if own is None:
            continue
        same = _same(project, locale.code)
        for holder in _holders(project, locale.code):
            yield from _script_faults(holder, own, same)


def _holders(project: Project, code: str) -> list[Page | YamlFile]:
    """The pages and files of words of a language; a page whose front matter cannot be read waits until it can."""
    pages = [page for (c, _), page in project.pages.items() if c == code and not page.problems]
    return [*pages, *project.printed_words(code)]


@lru_cache(maxsize=KEPT)
def lines_in(holder: Page | YamlFile) -> list[Line]:
    """Every line of words in a page or file of words, as it stands."""
    return page_lines(holder) if isinstance(holder, Page) else word_lines(holder)


@lru_cache(maxsize=KEPT)
def _script_faults(holder: Page | YamlFile, own: str, same: frozenset[str]) -> list[Problem]:
    found: list[Problem] = []
    if _scripts("".join(line.raw for line in lines_in(holder))) <= {own}:
        return found
    for line in lines_in(holder):
        if _scripts(line.raw) <= {own}:
            continue
        letters = [c for c in _bare(line.raw) if c.isalpha()]
        kinds = _scripts("".join(letters))
        if kinds <= {own} or _key(line.raw) in same:
            continue
        for kind in kinds - {own, "LATIN", "ARABIC", "MODIFIER", "FEMININE", "MASCULINE", "MICRO", "FULLWIDTH"}:
            piece = next(c for c in letters if _script_of(c) == kind)
            what = f"a {kind.capitalize()} letter stands here."
            found.append(Problem(line.path, line.number, what, "Type the letter of this language.", quote=piece))
        for word in _WORD.findall(_bare(line.raw)) if len(kinds) > 1 else ():
            if len({_script_of(c) for c in word if c.isalpha()} - {"MODIFIER"}) > 1:
                what = "one word has letters of two scripts."
                found.append(Problem(line.path, line.number, what, "Type it again, or part it.", quote=word))
        share = sum(_script_of(c) == own for c in letters) / len(letters)
        if share < 0.5:
            what = f"this is not written in {own.capitalize()} script."
            remedy = "Write it in this language; set a name apart as <bdi>Name</bdi>."
            found.append(Problem(line.path, line.number, what, remedy, quote=line.raw.strip()))
    return found


def language_rule(project: Project) -> Iterator[Problem]:
    """A text is written in the language of its folder, not in another of the project: judged by the words without
    which nobody writes it (`common` in docs/<language>/style.yml). A language without that list is only told apart from
    those that have one."""
    common = {locale.code: _common(project, locale.code) for locale in project.locales}
    for locale in project.locales:
        others = tuple((code, words) for code, words in common.items() if code != locale.code and words)
        names = {entry.code: entry.name for entry in project.locales}
        for holder in _holders(project, locale.code):
            for line, column, piece, code in _foreign(holder, common[locale.code], others):
                what = f"this reads as {names[code]}, not {locale.name}."
                yield Problem(holder.path, line, what, f"Write it in {locale.name}.", column=column, quote=piece)


@lru_cache(maxsize=KEPT)
def _foreign(
    holder: Page | YamlFile, own: frozenset[str], others: tuple[tuple[str, frozenset[str]], ...]
) -> list[tuple[int, int, str, str]]:
    """Line, column, beginning and language of every line in another language."""
    found = []
    for line in lines_in(holder):
        words = _key(line.raw).split()
        if len(words) < _LONG:
            continue
        ours = sum(word in own for word in words)
        for code, common in others:
            theirs = sum(word in common for word in words)
            if theirs >= max(2, len(words) / 8) and theirs > 1.5 * ours + 0.5:
                found.append((line.number, 0, line.raw.strip(), code))
                break
    return found


def copies(project: Project) -> Iterator[Problem]:
    """No heading, sentence or label is a copy of another language's; words that are the same in both stand under `same`
    in docs/<language>/style.yml."""
    source = project.default.code
    seen: dict[str, dict[str, Line]] = {}
    for locale in project.locales:
        for holder in _holders(project, locale.code):
            for key, line in _keys(holder):
                seen.setdefault(key, {}).setdefault(locale.code, line)
    shared = {key: by_code for key, by_code in seen.items() if len(by_code) > 1}
    if not shared:
        return
    common = {locale.code: _common(project, locale.code) for locale in project.locales}
    for locale in project.locales:
        if locale.code == source:
            continue
        same = _same(project, locale.code)
        for holder in _holders(project, locale.code):
            for key, line in _keys(holder):
                others = [code for code in shared.get(key, ()) if code != locale.code]
                if not others or key in same:
                    continue
                own_words = sum(word in common[locale.code] for word in key.split())
                # Of two translations, the one that reads as its own language is the original.
                if source not in others and own_words > max(
                    sum(word in common[code] for word in key.split()) for code in others
                ):
                    continue
                other = shared[key][source if source in others else others[0]]
                what = f"this is the same as in {other.path}:{other.number}."
                remedy = f"Write it in {locale.name}, or add it to same in docs/{locale.code}/{STYLE}."
                yield Problem(line.path, line.number, what, remedy, quote=line.raw.strip())


@lru_cache(maxsize=KEPT)
def _keys(holder: Page | YamlFile) -> list[tuple[str, Line]]:
    """Every line of words with what it is compared by; a single letter says nothing."""
    return [(key, line) for line in lines_in(holder) if len(key := _key(line.raw)) > 1]


def _same(project: Project, code: str) -> frozenset[str]:
    style, _ = compile_style(project, code)
    return frozenset(map(_key, style.same)) if style else frozenset()


def _common(project: Project, code: str) -> frozenset[str]:
    style, _ = compile_style(project, code)
    return frozenset(style.common) if style else frozenset()
