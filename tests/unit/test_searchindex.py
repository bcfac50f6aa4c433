"""The search index, without a browser: what it holds, how it is packed, how large it may grow."""

import dataclasses
import gzip
import json

import pytest

from endingwell.project import Project
from endingwell.searchindex import packed, search_index, tokens, units
from tests.conftest import LOCALES


def test_text_is_cut_into_words_and_what_stands_between() -> None:
    assert list(tokens("He said: “The PDF” is fine. I don’t hand-over it.")) == [
        "he", "said", ": “", "the", "PDF", "” ", "is", "fine", ". ", "i", "don’t", "hand-over", "it", ".",
    ]  # fmt: skip
    assert list(tokens("l’ora Di Maria")) == ["^", "l", "’", "ora", "^", "di", "^", "maria"]
    assert list(tokens("می‌خواهم، نه")) == ["می‌خواهم", "، ", "نه"]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_section_page_and_letter_can_be_found(project: Project, locale: str) -> None:
    found = {(unit.page, unit.section) for unit in units(project, locale)}
    for page, sections in project.outline.items():
        assert (page, None) in found
        wanted = [] if page.startswith("letters/") else sections
        assert {(page, section) for section in wanted if section != "next"} <= found
    assert all(unit.title and unit.text for unit in units(project, locale) if unit.page != "index")
    assert not [unit for unit in units(project, locale) if "](" in unit.text or "](" in unit.title]


def test_cells_of_a_table_stand_apart(project: Project) -> None:
    text = next(unit.text for unit in units(project, "fa") if unit.section == "revenue-per-hour")
    assert "· سهم از درآمد ماه · ساعت ·" in text


def test_an_index_prints_less_when_the_guide_grows(project: Project) -> None:
    grown = dataclasses.replace(project, pages=dict(project.pages))
    for (locale, name), page in project.pages.items():
        if locale == "it" and name in {"decide", "tell", "finish"}:
            more = [
                dataclasses.replace(section, lines=[line + f" Nuovo{i}{section.id}a." for line in section.lines])
                for i, section in enumerate(page.sections)
            ]
            grown.pages[locale, name] = dataclasses.replace(page, sections=[*more])
    before, after = packed(project, "it"), packed(grown, "it")
    for index in (before, after):
        assert len(gzip.compress(json.dumps(index, ensure_ascii=False).encode(), 6)) <= 19_000


def test_an_index_can_stand_inside_a_page(project: Project) -> None:
    for locale in LOCALES:
        assert "</" not in search_index(project, locale)
        assert search_index(project, locale) == search_index(project, locale)


def test_an_index_is_made_of_faulty_content_too(project: Project) -> None:
    broken = dataclasses.replace(project, pages=dict(project.pages), data=dict(project.data))
    page = project.pages["fa", "tell"]
    broken.pages["fa", "tell"] = dataclasses.replace(page, sections=[], meta=dataclasses.replace(page.meta, data=None))
    broken.data["docs/fa/synonyms.yml"] = dataclasses.replace(
        project.data["docs/fa/synonyms.yml"], data={"alike": "x", "ignored": None, "pareto": [1]}
    )
    assert search_index(broken, "fa")
