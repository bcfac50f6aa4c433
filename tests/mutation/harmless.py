"""Edits that a writer may make at any time, and that the gate must let through."""

import random
import re
from collections.abc import Callable

from tests.mutation.content import Content, Contents

Edit = Callable[[Content, random.Random, str], Contents]
EDITS: dict[str, Edit] = {}

# Sentences that say nothing new, in each language: what a writer might add.
SENTENCES = {
    "en": ["Take your time with this.", "Read it once more before you send it.", "A short note is enough."],
    "it": ["Prenditi il tempo che ti serve.", "Rileggi tutto prima di inviare.", "Basta una nota breve."],
    "vi": ["Bạn cứ thong thả.", "Bạn đọc lại một lượt trước khi gửi.", "Chỉ cần vài dòng ngắn."],
    "ar": ["خذ ما يكفيك من الوقت.", "اقرأ ما كتبت مرة أخرى قبل أن ترسله.", "تكفي ملاحظة قصيرة."],
    "fa": ["عجله نکنید.", "پیش از فرستادن یک بار دیگر بخوانید.", "یک یادداشت کوتاه کافی است."],
}
TITLES = {"en": "For instance", "it": "Per esempio", "vi": "Ví dụ", "ar": "على سبيل المثال", "fa": "برای نمونه"}


def harmless(function: Edit) -> Edit:
    """Enter an edit into the list."""
    EDITS[function.__name__.replace("_", " ")] = function
    return function


def _paragraph(content: Content, rng: random.Random, code: str) -> tuple[str, int, list[str]]:
    """The path of a page of the guide, the index of a paragraph of it, and all lines."""
    page = content.page(rng, code, letters=False, sections=2)
    return page.path, content.line(rng, page), content.lines(page.path)


@harmless
def a_sentence_is_added(content: Content, rng: random.Random, code: str) -> Contents:
    path, i, lines = _paragraph(content, rng, code)
    lines[i] += " " + rng.choice(SENTENCES[code])
    return content.edit(path, lines)


@harmless
def a_paragraph_is_reworded(content: Content, rng: random.Random, code: str) -> Contents:
    path, i, lines = _paragraph(content, rng, code)
    lines[i] = " ".join(rng.sample(SENTENCES[code], 2))
    return content.edit(path, lines)


@harmless
def a_word_is_left_out(content: Content, rng: random.Random, code: str) -> Contents:
    path, i, lines = _paragraph(content, rng, code)
    plain = re.compile(r"(?<= )[^\W\d_]+ (?=[^\W\d_])")
    matches = list(plain.finditer(lines[i])) if not re.search(r"[\[<«“(\u200c\d]", lines[i]) else []
    if matches:
        match = rng.choice(matches)
        lines[i] = lines[i][: match.start()] + lines[i][match.end() :]
    return content.edit(path, lines)


@harmless
def a_paragraph_is_added(content: Content, rng: random.Random, code: str) -> Contents:
    path, i, lines = _paragraph(content, rng, code)
    lines[i + 1 : i + 1] = ["", rng.choice(SENTENCES[code])]
    return content.edit(path, lines)


@harmless
def a_list_is_added(content: Content, rng: random.Random, code: str) -> Contents:
    path, i, lines = _paragraph(content, rng, code)
    lines[i + 1 : i + 1] = ["", *(f"- {sentence}" for sentence in SENTENCES[code])]
    return content.edit(path, lines)


@harmless
def an_example_is_added(content: Content, rng: random.Random, code: str) -> Contents:
    path, i, lines = _paragraph(content, rng, code)
    lines[i + 1 : i + 1] = ["", f'!!! example "{TITLES[code]}"', f"    {rng.choice(SENTENCES[code])}"]
    return content.edit(path, lines)


@harmless
def words_to_say_are_added(content: Content, rng: random.Random, code: str) -> Contents:
    path, i, lines = _paragraph(content, rng, code)
    lines[i + 1 : i + 1] = ["", f"> {rng.choice(SENTENCES[code])}"]
    return content.edit(path, lines)


@harmless
def a_paragraph_is_wrapped(content: Content, rng: random.Random, code: str) -> Contents:
    path, i, lines = _paragraph(content, rng, code)
    spaces = [m.start() for m in re.finditer(r"(?<=[^\W\d_]) (?=[^\W\d_])", lines[i])]
    inside = [(m.start(), m.end()) for m in re.finditer(r"\[[^\]]*\]\([^)]*\)|<bdi.*?</bdi>", lines[i])]
    spaces = [s for s in spaces if not any(a < s < b for a, b in inside)]
    if spaces:
        at = rng.choice(spaces)
        lines[i : i + 1] = [lines[i][:at], lines[i][at + 1 :]]
    return content.edit(path, lines)


@harmless
def a_link_is_added(content: Content, rng: random.Random, code: str) -> Contents:
    path, i, lines = _paragraph(content, rng, code)
    target = content.page(rng, code, letters=False, sections=2)
    name = target.path.split("/", 2)[2]
    up = "../" if path.count("/") > 2 else ""
    sentence = rng.choice(SENTENCES[code])
    lines[i] += f" [{sentence[:-1]}]({up}{name}#{rng.choice(target.sections).id})."
    return content.edit(path, lines)


@harmless
def a_link_to_elsewhere_is_added(content: Content, rng: random.Random, code: str) -> Contents:
    path, i, lines = _paragraph(content, rng, code)
    lines[i] += f" [{rng.choice(SENTENCES[code])[:-1]}](https://example.org/a?b=c)."
    return content.edit(path, lines)


@harmless
def a_name_is_set_apart(content: Content, rng: random.Random, code: str) -> Contents:
    path, i, lines = _paragraph(content, rng, code)
    lines[i] += f" {rng.choice(SENTENCES[code])[:-1]} (<bdi>Upwork</bdi>)."
    return content.edit(path, lines)


@harmless
def an_empty_line_at_the_end(content: Content, rng: random.Random, code: str) -> Contents:
    path, _, lines = _paragraph(content, rng, code)
    return content.edit(path, [*lines, ""])


@harmless
def a_label_is_reworded(content: Content, rng: random.Random, code: str) -> Contents:
    path = f"docs/{code}/labels.yml"
    key, i = content.key(rng, path)
    lines = content.lines(path)
    lines[i] = f'{key[0]}: "{rng.choice(SENTENCES[code])}"'
    return content.edit(path, lines)


@harmless
def a_synonym_is_added(content: Content, rng: random.Random, code: str) -> Contents:
    path = f"docs/{code}/synonyms.yml"
    lines = content.lines(path)
    i = rng.choice([i for i, line in enumerate(lines) if line.endswith("]")])
    lines[i] = lines[i][:-1] + ", freelance]"
    return content.edit(path, lines)
