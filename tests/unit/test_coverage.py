"""The coverage contract (tests/guidance.yml): every point of the five articles, taught in every language."""

import re
from pathlib import Path

import pytest
import yaml

from endingwell.project import Project

POINTS = yaml.safe_load((Path(__file__).parent.parent / "guidance.yml").read_text("utf-8"))["points"]
LOCALES = ["en", "ar", "fa", "it", "vi"]
SCRIPT = {
    "en": r"[a-z]",
    "it": r"[a-zàèéìòù]",
    "vi": r"[a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]",
    "ar": r"[\u0621-\u064a]",
    "fa": r"[\u0621-\u064aپچژکگی]",
}


def test_the_contract_counts_54_points() -> None:
    assert len({point["id"] for point in POINTS}) == 54


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("point", POINTS, ids=lambda point: point["id"])
def test_a_point_is_taught_once_on_its_page_in_its_own_script(point: dict, locale: str, project: Project) -> None:
    holders = [
        (name, section)
        for (code, name), page in project.pages.items()
        for section in page.sections
        if code == locale and section.id == point["id"]
    ]
    assert [name for name, _ in holders] == [point["group"]]
    text = holders[0][1].text
    letters = [c for c in text.lower() if c.isalpha()]
    own = [c for c in letters if re.match(SCRIPT[locale], c)]
    assert len(text.split()) >= (45 if locale == "vi" else 30)
    assert len(own) > 0.9 * len(letters)


def test_points_stand_in_the_order_of_the_contract(project: Project) -> None:
    for group in {point["group"] for point in POINTS}:
        ids = [point["id"] for point in POINTS if point["group"] == group]
        assert [i for i in project.outline[group] if i in ids] == ids


def test_the_sources_page_credits_each_article_with_its_points(project: Project) -> None:
    credited = {article: set(facts["points"]) for article, facts in project.sources.items()}
    contract: dict[str, set[str]] = {}
    for point in POINTS:
        for article in point["sources"]:
            contract.setdefault(article, set()).add(point["id"])
    assert credited == contract
