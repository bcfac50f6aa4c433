"""Kinds of damage: each takes a random place in a language, and says which file and line the gate must name."""

import random
import re
import unicodedata
from collections.abc import Callable

from endingwell.markdownfile import Page
from tests.mutation.content import Change, Content

Kind = Callable[[Content, random.Random, str], Change]
KINDS: dict[str, Kind] = {}


def kind(function: Kind) -> Kind:
    """Enter a kind of damage into the list."""
    KINDS[function.__name__.replace("_", " ")] = function
    return function


def _at(contents: dict, path: str, *lines: int) -> Change:
    return Change(contents, path, frozenset(lines))


def _another(content: Content, rng: random.Random, code: str) -> str:
    return rng.choice([c for c in content.codes if c != code])


# Pages and files


@kind
def a_page_is_deleted(content: Content, rng: random.Random, code: str) -> Change:
    path = content.page(rng, code).path
    return _at({path: None}, path, 1)


@kind
def a_page_is_empty(content: Content, rng: random.Random, code: str) -> Change:
    path = content.page(rng, code).path
    return _at({path: b""}, path, 1)


@kind
def a_page_is_cut_off(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code, sections=3)
    last = rng.randrange(page.sections[1].line + 1, page.sections[-1].line)
    lines = content.lines(page.path)[:last]
    end = len("\n".join(lines).rstrip().split("\n"))
    return _at(content.edit(page.path, [*lines, ""]), page.path, *range(end, last + 2))


@kind
def a_page_has_another_name(content: Content, rng: random.Random, code: str) -> Change:
    path = content.page(rng, code).path
    return _at({path: None, path.replace(".md", "s.md"): content.files[path]}, path.replace(".md", "s.md"), 1)


@kind
def a_page_is_written_in_capitals(content: Content, rng: random.Random, code: str) -> Change:
    path = content.page(rng, code).path
    folder, _, name = path.rpartition("/")
    return _at({path: None, f"{folder}/{name.capitalize()}": content.files[path]}, f"{folder}/{name.capitalize()}", 1)


@kind
def an_editor_left_its_copy(content: Content, rng: random.Random, code: str) -> Change:
    path = content.page(rng, code).path
    return _at({f"{path}.bak": content.files[path]}, f"{path}.bak", 1)


@kind
def a_data_file_is_misspelt(content: Content, rng: random.Random, code: str) -> Change:
    name = rng.choice(["labels", "checklist", "calculator", "letters"])
    wrong = f"docs/{code}/{name[:-1]}.yml"
    return _at({wrong: content.files[f"docs/{code}/{name}.yml"]}, wrong, 1)


@kind
def a_data_file_is_gone(content: Content, rng: random.Random, code: str) -> Change:
    path = f"docs/{code}/{rng.choice(['labels', 'checklist', 'calculator', 'letters'])}.yml"
    return _at({path: None}, path, 1)


@kind
def a_byte_is_not_utf8(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code)
    i = content.line(rng, page)
    lines = [line.encode() for line in content.lines(page.path)]
    lines[i] += b"\xe9"
    return _at({page.path: b"\n".join(lines)}, page.path, i + 1)


@kind
def a_page_is_saved_by_windows(content: Content, rng: random.Random, code: str) -> Change:
    path = content.page(rng, code).path
    return _at({path: content.text(path).replace("\n", "\r\n").encode()}, path, 1)


@kind
def a_page_has_a_byte_order_mark(content: Content, rng: random.Random, code: str) -> Change:
    path = content.page(rng, code).path
    return _at({path: b"\xef\xbb\xbf" + content.text(path).encode()}, path, 1)


@kind
def the_last_line_does_not_end(content: Content, rng: random.Random, code: str) -> Change:
    path = content.page(rng, code).path
    text = content.text(path).rstrip("\n")
    return _at({path: text.encode()}, path, text.count("\n") + 1)


# Front matter


@kind
def front_matter_is_gone(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code)
    return _at(content.edit(page.path, content.lines(page.path)[page.first_line :]), page.path, 1)


@kind
def front_matter_does_not_end(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code)
    lines = content.lines(page.path)
    del lines[page.first_line - 2]
    return _at(content.edit(page.path, lines), page.path, 1)


@kind
def front_matter_lacks_a_key(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code)
    lines = content.lines(page.path)
    del lines[rng.choice([1, 2])]
    return _at(content.edit(page.path, lines), page.path, 1)


@kind
def front_matter_has_an_empty_key(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code)
    lines = content.lines(page.path)
    i = rng.choice([1, 2])
    lines[i] = lines[i].partition(":")[0] + ":"
    return _at(content.edit(page.path, lines), page.path, i + 1)


@kind
def front_matter_has_a_foreign_key(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code)
    lines = content.lines(page.path)
    lines.insert(1, "layout: x")
    return _at(content.edit(page.path, lines), page.path, 2)


@kind
def front_matter_is_broken(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code)
    lines = content.lines(page.path)
    lines[1] = f"title: [{lines[1].partition(':')[2]}"
    return _at(content.edit(page.path, lines), page.path, 2, 3, 4)


# Headings and sections


@kind
def a_section_is_removed(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code, sections=2)
    i, section = content.section(rng, page)
    lines = content.lines(page.path)
    del lines[section.line - 1 : section.line + len(section.lines)]
    before = page.sections[i - 1]
    if not lines or lines[-1]:
        lines.append("")
    return _at(content.edit(page.path, lines), page.path, before.line + len(before.lines))


@kind
def a_heading_loses_its_id(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code, sections=2)
    _, section = content.section(rng, page, first=0)
    lines = content.lines(page.path)
    lines[section.line - 1] = lines[section.line - 1].partition(" {#")[0]
    return _at(content.edit(page.path, lines), page.path, section.line)


@kind
def an_id_is_misspelt(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code, sections=2)
    _, section = content.section(rng, page, first=0)
    lines = content.lines(page.path)
    lines[section.line - 1] = lines[section.line - 1].replace("{#", "{#x")
    return _at(content.edit(page.path, lines), page.path, section.line)


@kind
def a_heading_has_another_level(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code, sections=2)
    _, section = content.section(rng, page, first=0)
    lines = content.lines(page.path)
    lines[section.line - 1] = "#" + lines[section.line - 1]
    return _at(content.edit(page.path, lines), page.path, section.line)


@kind
def a_heading_loses_its_words(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code, sections=2)
    _, section = content.section(rng, page, first=0)
    lines = content.lines(page.path)
    lines[section.line - 1] = f"{'#' * section.level} {{#{section.id}}}"
    return _at(content.edit(page.path, lines), page.path, section.line)


@kind
def two_sections_change_places(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code, sections=3)
    i = rng.randrange(1, len(page.sections) - 1)
    one, two = page.sections[i], page.sections[i + 1]
    lines = content.lines(page.path)
    end = two.line + len(two.lines)
    first, second = lines[one.line - 1 : two.line - 1], [*lines[two.line - 1 : end], ""]
    lines[one.line - 1 : end] = second + first
    return _at(content.edit(page.path, lines), page.path, one.line)


@kind
def a_section_stands_twice(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code, sections=2)
    _, section = content.section(rng, page)
    lines = content.lines(page.path)
    end = section.line + len(section.lines)
    lines[end:end] = ["", *lines[section.line - 1 : end]]
    return _at(content.edit(page.path, lines), page.path, end + 2)


@kind
def a_section_is_emptied(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code, sections=2)
    _, section = content.section(rng, page)
    lines = content.lines(page.path)
    lines[section.line : section.line + len(section.lines)] = [""]
    return _at(content.edit(page.path, lines), page.path, section.line)


@kind
def a_published_section_is_dropped(content: Content, rng: random.Random, code: str) -> Change:
    """In docs/pages.yml and in every language, as somebody would who means it."""
    shape = content.project.data["docs/pages.yml"]
    name, ids = rng.choice([(name, ids) for name, ids in shape.data.items() if len(ids) > 1])
    i = rng.randrange(len(ids))
    lines = content.lines(shape.path)
    del lines[shape.line(name, i) - 1]
    contents = content.edit(shape.path, lines)
    for page in (content.project.pages[c, name] for c in content.codes):
        section = next(s for s in page.sections if s.id == ids[i])
        lines = content.lines(page.path)
        del lines[section.line - 1 : section.line + len(section.lines)]
        contents |= content.edit(page.path, [*lines, ""])
    ledger = content.project.data["docs/published.yml"]
    return _at(contents, ledger.path, ledger.line("pages", name, ledger.data["pages"][name].index(ids[i])))


@kind
def a_published_page_is_dropped(content: Content, rng: random.Random, code: str) -> Change:
    name = rng.choice([name for name in content.project.nav if name not in {"index", "checklist", "sources"}])
    config = [line for line in content.lines("mkdocs.yml") if line != f"  - {name}.md"]
    contents = content.edit("mkdocs.yml", config) | {f"docs/{c}/{name}.md": None for c in content.codes}
    ledger = content.project.data["docs/published.yml"]
    return _at(contents, ledger.path, ledger.line("pages", name))


@kind
def a_new_section_is_not_recorded(content: Content, rng: random.Random, code: str) -> Change:
    shape, ledger = content.project.data["docs/pages.yml"], content.project.data["docs/published.yml"]
    name = rng.choice([name for name, ids in shape.data.items() if ids])
    lines = content.lines(shape.path)
    lines.insert(shape.line(name), "  - brand-new")
    return _at(content.edit(shape.path, lines), ledger.path, ledger.line("pages", name))


# The wrong language


@kind
def a_heading_is_left_in_another_language(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code, sections=2)
    other = content.other(page, "en" if code != "en" else _another(content, rng, code))
    i = rng.randrange(len(page.sections))
    if other.sections[i].title == page.sections[i].title:  # "Email" is a word of three languages
        i = 0
    lines = content.lines(page.path)
    lines[page.sections[i].line - 1] = content.lines(other.path)[other.sections[i].line - 1]
    if code == "en":  # where the source language is the copy, its translation is named as the one that is the same
        return _at(content.edit(page.path, lines), other.path, other.sections[i].line)
    return _at(content.edit(page.path, lines), page.path, page.sections[i].line)


@kind
def a_section_is_left_in_another_language(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code, letters=False, sections=2)
    other = content.other(page, _another(content, rng, code))
    i, section = content.section(rng, page)
    lines = content.lines(page.path)
    end = section.line + len(section.lines)
    theirs = other.sections[i].lines
    lines[section.line : end] = theirs
    found = range(section.line, section.line + len(theirs) + 1)
    return _at(content.edit(page.path, [*lines, ""]), page.path, *found)


@kind
def a_paragraph_was_written_in_another_language(content: Content, rng: random.Random, code: str) -> Change:
    """Not a copy: a word of it is changed."""
    page = content.page(rng, code, letters=False, sections=2)
    near = {"ar": "fa", "fa": "ar", "en": "it", "it": rng.choice(["en", "vi"]), "vi": "it"}[code]
    other = content.page(rng, near, letters=False, sections=2)
    words = content.lines(other.path)[content.line(rng, other, words=12)].split()
    del words[rng.randrange(len(words))]
    i = content.line(rng, page)
    lines = content.lines(page.path)
    lines[i] = " ".join(words)
    return _at(content.edit(page.path, lines), page.path, i + 1)


@kind
def a_label_is_left_in_another_language(content: Content, rng: random.Random, code: str) -> Change:
    name = rng.choice(["labels", "calculator"])
    key, i = content.key(rng, f"docs/{code}/{name}.yml")
    other = f"docs/{'en' if code != 'en' else _another(content, rng, code)}/{name}.yml"
    value = content.project.data[other].data[key[0]]
    if value == content.project.data[f"docs/{code}/{name}.yml"].data[key[0]]:
        value = "Copy the link" if code != "en" else "Copia il link"
    lines = content.lines(f"docs/{code}/{name}.yml")
    lines[i] = f"{key[0]}: {value!r}" if '"' in value else f'{key[0]}: "{value}"'
    path = other if code == "en" else f"docs/{code}/{name}.yml"
    line = content.project.data[other].line(key[0]) if code == "en" else i + 1
    return _at(content.edit(f"docs/{code}/{name}.yml", lines), path, line)


@kind
def a_statement_is_left_in_another_language(content: Content, rng: random.Random, code: str) -> Change:
    path = f"docs/{code}/checklist.yml"
    other = f"docs/{'it' if code == 'en' else 'en'}/checklist.yml"
    name, value = rng.choice(list(content.project.data[other].data["statements"].items()))
    i = content.project.data[path].line("statements", name) - 1
    lines = content.lines(path)
    lines[i] = f'  {name}: "{value}"'
    where = (other, content.project.data[other].line("statements", name)) if code == "en" else (path, i + 1)
    return _at(content.edit(path, lines), *where)


@kind
def a_letter_of_another_alphabet(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code)
    foreign = {"ar": ("ي", "ی"), "fa": ("ی", "ي")}.get(
        code, ("o" if code != "vi" else "h", "о" if code != "vi" else "һ")
    )
    lines = content.lines(page.path)
    i = rng.choice(
        [
            n - 1
            for n, line in page.prose_lines()
            if foreign[0] in line
            and line[0] not in "#|!"
            and "<bdi" not in line
            and "](" not in line
            and "{" not in line
        ]
    )
    lines[i] = lines[i].replace(foreign[0], foreign[1], 1)
    return _at(content.edit(page.path, lines), page.path, i + 1)


# Links, pictures, HTML, notes: a piece is put at the end of a paragraph


def _put(piece: str) -> Kind:
    def damage(content: Content, rng: random.Random, code: str) -> Change:
        page = content.page(rng, code)
        i = content.line(rng, page)
        lines = content.lines(page.path)
        lines[i] += f" {piece}"
        return _at(content.edit(page.path, lines), page.path, i + 1)

    return damage


# What is put, and where it must be named: words in the language, so that only the damage is a fault.
WORD = {"en": "here", "it": "qui", "vi": "đây", "ar": "هنا", "fa": "اینجا"}
PIECES = {
    "a link leads to no page": "[{word}](nowhere.md)",
    "a link leads to no section": "[{word}](#nowhere)",
    "a link leads to a script": "[{word}](javascript:alert)",
    "a link leads to a folder": "[{word}](decide/)",
    "a link is not https": "[{word}](http://example.org/)",
    "an address is not https": "{word} http://example.org",
    "a link has no words": "[](tell.md)",
    "a link is not closed": "[{word}](tell.md",
    "a link is written with a space": "[{word}] (tell.md)",
    "a link names its address elsewhere": "[{word}][1]",
    "a picture has no words": "![](a.svg)",
    "a picture in HTML has no words": '<img src="a.svg">',
    "a picture comes from elsewhere": "![{word}](https://example.org/a.png)",
    "a script": "<script>a()</script>",
    "a style": "<style>p</style>",
    "a frame": '<iframe src="https://example.org"></iframe>',
    "a handler": '<bdi onclick="a()">{word}</bdi>',
    "an open bdi": "<bdi>{word}",
    "a comment": "<!-- {word} -->",
    "a note TODO": "TODO",
    "a note FIXME": "FIXME {word}",
    "a note ???": "{word}???",
    "a note in brackets": "[translate]",
    "filler text": "lorem ipsum",
    "a mark of a merge": "<<<<<<< {word}",
    "an unseen space": "\u200b{word}",
    "a bidi sign": "\u202e{word}",
    "a bidi mark": "{word}\u200e",
    "a lost character": "{word}\ufffd",
    "a control character": "{word}\u0007",
    "a soft hyphen": "{word}\u00ad",
    "a ligature": "{word} \ufb01",
    "full-width letters": "{word} \uff21\uff22",
    "a tab": "\t{word}",
    "a broken encoding": "caf\u00c3\u00a9 {word} \u00d9\u2026",
    "a loose accent": "{word} e\u0301",
    "three dots": "{word}...",
    "a Greek letter": "{word} \u03b1",
}
for _name, _piece in PIECES.items():

    def _piece_damage(content: Content, rng: random.Random, code: str, piece: str = _piece) -> Change:
        return _put(piece.format(word=WORD[code]))(content, rng, code)

    KINDS[_name] = _piece_damage


@kind
def a_banned_string(content: Content, rng: random.Random, code: str) -> Change:
    ban = rng.choice([row["bad"] for row in content.project.data[f"docs/{code}/style.yml"].data["bans"]])
    return _put(unicodedata.normalize("NFC", ban))(content, rng, code)


@kind
def a_line_is_nested_too_deep(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code)
    i = content.line(rng, page)
    lines = content.lines(page.path)
    lines[i] = "> > > > > " + lines[i]
    return _at(content.edit(page.path, lines), page.path, i + 1)


@kind
def a_code_block_does_not_end(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code)
    i = content.line(rng, page)
    lines = content.lines(page.path)
    lines.insert(i, "```")
    return _at(content.edit(page.path, lines), page.path, i + 1)


@kind
def a_line_without_an_end(content: Content, rng: random.Random, code: str) -> Change:
    page = content.page(rng, code)
    i = content.line(rng, page)
    lines = content.lines(page.path)
    lines[i] *= 6000 // len(lines[i]) + 1
    return _at(content.edit(page.path, lines), page.path, i + 1)


@kind
def a_name_is_not_set_apart(content: Content, rng: random.Random, code: str) -> Change:
    """A whole line in another script."""
    page = content.page(rng, code)
    i = content.line(rng, page)
    lines = content.lines(page.path)
    lines[i] = "Upwork Fiverr" if code in ("ar", "fa") else "Апворк"
    return _at(content.edit(page.path, lines), page.path, i + 1)


# Labels and data


def _data_line(content: Content, rng: random.Random, code: str, names: str = "labels calculator checklist") -> tuple:
    path = f"docs/{code}/{rng.choice(names.split())}.yml"
    key, i = content.key(rng, path)
    return path, key, i, content.lines(path)


@kind
def a_label_is_removed(content: Content, rng: random.Random, code: str) -> Change:
    path, _, i, lines = _data_line(content, rng, code, "labels calculator")
    del lines[i]
    return _at(content.edit(path, lines), path, 1)


@kind
def a_word_of_the_checklist_is_removed(content: Content, rng: random.Random, code: str) -> Change:
    path, key, i, lines = _data_line(content, rng, code, "checklist")
    del lines[i]
    holder = content.project.data[path].line(*key[:-1])
    return _at(content.edit(path, lines), path, holder, 1)


@kind
def a_word_is_emptied(content: Content, rng: random.Random, code: str) -> Change:
    path, _key, i, lines = _data_line(content, rng, code)
    lines[i] = lines[i].partition(":")[0] + ': ""'
    return _at(content.edit(path, lines), path, i + 1)


@kind
def a_word_is_not_text(content: Content, rng: random.Random, code: str) -> Change:
    path, _key, i, lines = _data_line(content, rng, code)
    lines[i] = lines[i].partition(":")[0] + ": yes"
    return _at(content.edit(path, lines), path, i + 1)


@kind
def a_key_is_misspelt(content: Content, rng: random.Random, code: str) -> Change:
    path, key, i, lines = _data_line(content, rng, code)
    lines[i] = lines[i].replace(f"{key[-1]}:", f"{key[-1]}x:", 1)
    lines_named = (i + 1, content.project.data[path].line(*key[:-1]))
    return _at(content.edit(path, lines), path, *(lines_named if path.endswith("checklist.yml") else (i + 1,)))


@kind
def a_key_stands_twice(content: Content, rng: random.Random, code: str) -> Change:
    path, _, i, lines = _data_line(content, rng, code)
    lines.insert(i + 1, lines[i])
    return _at(content.edit(path, lines), path, i + 2)


@kind
def a_quotation_is_not_closed(content: Content, rng: random.Random, code: str) -> Change:
    path, _, i, lines = _data_line(content, rng, code)
    lines[i] = lines[i].rstrip('"')
    return _at(content.edit(path, lines), path, i + 1, i + 2)


@kind
def a_key_is_indented_by_a_tab(content: Content, rng: random.Random, code: str) -> Change:
    path, _, i, lines = _data_line(content, rng, code)
    lines[i] = "\t" + lines[i].lstrip()
    return _at(content.edit(path, lines), path, i + 1)


@kind
def an_alias(content: Content, rng: random.Random, code: str) -> Change:
    path, _, i, lines = _data_line(content, rng, code)
    lines[i] = lines[i].replace(": ", ": &a ", 1)
    return _at(content.edit(path, lines), path, i + 1)


@kind
def a_blank_is_misspelt_in_a_label(content: Content, rng: random.Random, code: str) -> Change:
    path = f"docs/{code}/calculator.yml"
    lines = content.lines(path)
    i = rng.choice([i for i, line in enumerate(lines) if "{" in line and not line.startswith("#")])
    lines[i] = lines[i].replace("{", "{x", 1)
    return _at(content.edit(path, lines), path, i + 1)


@kind
def a_note_in_a_label(content: Content, rng: random.Random, code: str) -> Change:
    path, _, i, lines = _data_line(content, rng, code)
    lines[i] = lines[i].rstrip('"') + ' TODO"'
    return _at(content.edit(path, lines), path, i + 1)


@kind
def markup_in_a_label(content: Content, rng: random.Random, code: str) -> Change:
    path, _, i, lines = _data_line(content, rng, code)
    lines[i] = lines[i].rstrip('"') + ' <b>!</b>"'
    return _at(content.edit(path, lines), path, i + 1)


@kind
def an_unseen_character_in_a_label(content: Content, rng: random.Random, code: str) -> Change:
    path, _, i, lines = _data_line(content, rng, code)
    lines[i] = lines[i].rstrip('"') + '\u200f"'
    return _at(content.edit(path, lines), path, i + 1)


@kind
def a_synonym_of_no_section(content: Content, rng: random.Random, code: str) -> Change:
    path = f"docs/{code}/synonyms.yml"
    lines = content.lines(path)
    i = rng.choice([i for i, line in enumerate(lines) if re.match(r"[a-z-]+: \[", line)])
    lines[i] = "x" + lines[i]
    return _at(content.edit(path, lines), path, i + 1)


@kind
def an_escape_in_place_of_a_character(content: Content, rng: random.Random, code: str) -> Change:
    path = f"docs/{code}/labels.yml"
    lines = content.lines(path)
    i = rng.choice([i for i, line in enumerate(lines) if line.endswith('"')])
    lines[i] = lines[i][:-1] + '\\u200b"'
    return _at(content.edit(path, lines), path, i + 1)


@kind
def a_style_rule_that_cannot_be_read(content: Content, rng: random.Random, code: str) -> Change:
    path = f"docs/{code}/style.yml"
    lines = content.lines(path)
    i = rng.choice([i for i, line in enumerate(lines) if line.startswith("  - {pattern:")])
    lines[i] = "  - {pattern: '(', fault: x, remedy: y}"
    return _at(content.edit(path, lines), path, i + 1)


# Letters


def _letter_line(content: Content, rng: random.Random, code: str, holds: str = "") -> tuple:
    while True:
        page = content.page(rng, code, letters=True)
        section = rng.choice([s for s in page.sections if s.id in ("email", "chat", "call")])
        places = [section.line + n for n, line in enumerate(section.lines) if line.strip() and holds in line]
        if places:
            return page, section, rng.choice(places), content.lines(page.path)


@kind
def a_line_of_a_letter_is_removed(content: Content, rng: random.Random, code: str) -> Change:
    page, section, i, lines = _letter_line(content, rng, code)
    while lines[i - 1].strip():  # to the beginning of its paragraph
        i -= 1
    while lines[i].strip():
        del lines[i]
    return _at(content.edit(page.path, lines), page.path, section.line)


@kind
def a_blank_of_a_letter_is_misspelt(content: Content, rng: random.Random, code: str) -> Change:
    page, _, i, lines = _letter_line(content, rng, code, "{")
    lines[i] = lines[i].replace("{", "{x", 1)
    return _at(content.edit(page.path, lines), page.path, *range(i - 3, i + 2))


@kind
def a_blank_of_a_letter_is_not_closed(content: Content, rng: random.Random, code: str) -> Change:
    page, _, i, lines = _letter_line(content, rng, code, "}")
    lines[i] = lines[i].replace("}", "", 1)
    return _at(content.edit(page.path, lines), page.path, *range(i - 3, i + 2))


@kind
def a_prompt_of_a_letter_is_removed(content: Content, rng: random.Random, code: str) -> Change:
    path = f"docs/{code}/letters.yml"
    lines = content.lines(path)
    i = rng.choice([i for i, line in enumerate(lines) if ", prompt:" in line])
    lines[i] = lines[i].partition(", prompt:")[0] + "}"
    return _at(content.edit(path, lines), path, i + 1)


@kind
def an_answer_of_a_letter_is_not_linked(content: Content, rng: random.Random, code: str) -> Change:
    page = rng.choice(
        [
            page
            for (c, name), page in content.project.pages.items()
            if c == code and name.startswith("letters/") and any("](" in line for line in _end(page))
        ]
    )
    section = next(s for s in page.sections if s.id == "what-may-come-back")
    lines = content.lines(page.path)
    lines[section.line : section.line + len(section.lines)] = ["", WORD[code] + ".", ""]
    return _at(content.edit(page.path, lines), page.path, section.line)


def _end(page: Page) -> list[str]:
    return next((s.lines for s in page.sections if s.id == "what-may-come-back"), [])


# The shapes


SHAPES = ["pages", "labels", "checklist", "calculator", "letters", "sources", "published"]


@kind
def a_shape_is_gone(content: Content, rng: random.Random, code: str) -> Change:
    path = f"docs/{rng.choice(SHAPES)}.yml"
    return _at({path: None}, path, 1)


@kind
def a_shape_is_emptied(content: Content, rng: random.Random, code: str) -> Change:
    path = f"docs/{rng.choice(SHAPES)}.yml"
    return _at({path: rng.choice([b"", b"# nothing\n", b"[]\n", b"{}\n"])}, path, 1)


@kind
def a_rule_of_the_checklist_never_decides(content: Content, rng: random.Random, code: str) -> Change:
    path = "docs/checklist.yml"
    file = content.project.data[path]
    lines = content.lines(path)
    i = file.line("rules", 0) - 1
    lines.insert(i, f"  - {{outcome: {file.data['rules'][-1]['outcome']}}}")
    return _at(content.edit(path, lines), path, i + 1, *range(i + 2, len(lines)))


@kind
def a_statement_explains_no_point(content: Content, rng: random.Random, code: str) -> Change:
    path = "docs/checklist.yml"
    lines = content.lines(path)
    i = rng.choice([i for i, line in enumerate(lines) if "{point: " in line])
    lines[i] = lines[i].replace("{point: ", "{point: x", 1)
    return _at(content.edit(path, lines), path, i + 1)


@kind
def a_source_names_no_point(content: Content, rng: random.Random, code: str) -> Change:
    path = "docs/sources.yml"
    lines = content.lines(path)
    i = rng.choice([i for i, line in enumerate(lines) if line.startswith("    - ")])
    lines[i] += "x"
    return _at(content.edit(path, lines), path, i + 1)
