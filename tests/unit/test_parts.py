"""The parts that the gate and the pages are made of, without MkDocs."""

import json
import re
import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from endingwell.addresses import address, source_of
from endingwell.alphabet import ALPHABETS
from endingwell.assets import Assets
from endingwell.check import RULES, check, rules_text
from endingwell.locales import direction, number, script
from endingwell.markdownfile import parse_page, prose
from endingwell.problem import Problem, report, report_github, report_json
from endingwell.project import LABELS, Locale, Project, load
from endingwell.publish import replace_folder
from endingwell.reviewed import UnknownSectionError, mark_reviewed
from endingwell.sections import split_page
from endingwell.style import lines_of
from endingwell.view import Views, parts
from endingwell.yamlfile import parse_yaml

ROOT = Path(__file__).parent.parent.parent
SMALL = Path(__file__).parent / "project"


def test_yaml_values_know_their_lines() -> None:
    file = parse_yaml("a: x\nb:\n  - y\n  - z\n", "f.yml", first_line=10)
    assert file.data == {"a": "x", "b": ["y", "z"]}
    assert (file.line("a"), file.line("b"), file.line("b", 1), file.line("b", 7)) == (10, 11, 13, 11)


@pytest.mark.parametrize(
    "text",
    ["a: [", "a: 'x", "\t- a", "a: b: c", "? [x]\n: y", "a: !!python/object x", "- &a x\n- *a", "\0", "a: 2026-99-99"],
)
def test_broken_yaml_is_a_problem_and_never_an_exception(text: str) -> None:
    assert parse_yaml(text, "f.yml").problems


def test_deep_and_huge_yaml_is_refused_quickly() -> None:
    assert parse_yaml("[" * 5000, "f.yml").problems
    assert parse_yaml("a: " + "[" * 40 + "]" * 40, "f.yml").problems


def test_prose_keeps_columns_and_drops_markup() -> None:
    line = "> See **the** [contract](prepare.md#review-contract) <bdi>PDF</bdi>"
    words = prose(line)
    assert len(words) == len(line)
    assert words.split() == ["See", "the", "contract", "PDF"]
    assert prose('!!! law "In Italia"').split() == ["In", "Italia"]
    assert prose("| --- | :-: |").strip() == ""


def test_a_section_digest_follows_words_and_not_line_breaks() -> None:
    head = "---\ntitle: a\ndescription: b\n---\n# A {#a}\n"
    one = parse_page(head + "one two\nthree", "p.md").sections[0]
    same = parse_page(head + "one two three\n", "p.md").sections[0]
    other = parse_page(head + "one two four", "p.md").sections[0]
    assert one.digest == same.digest != other.digest


def test_a_rendered_page_is_split_at_its_sections() -> None:
    page = split_page(
        '<h1 id="t">T <b>x</b></h1>\n<p>lead</p>\n<h2 id="a">A</h2>\n<p>1</p>\n<h2 id="b">B</h2>\n<p>2</p>'
    )
    assert (page.title, page.lead) == ("T <b>x</b>", "<p>lead</p>")
    assert [(s.id, s.title, s.html) for s in page.sections] == [("a", "A", "<p>1</p>"), ("b", "B", "<p>2</p>")]
    assert split_page("<h1>T</h1>").sections == []


def test_addresses_follow_the_contract() -> None:
    english, persian = Locale("en", "English", default=True), Locale("fa", "فارسی")
    assert [address(english, page) for page in ("index", "tell")] == ["", "tell/"]
    assert [address(persian, page) for page in ("index", "tell")] == ["fa/", "fa/tell/"]
    assert source_of("fa/tell.md") == ("fa", "tell")


def test_direction_comes_from_the_language() -> None:
    assert [direction(code) for code in ("en", "ar", "fa", "it", "vi", "xx")] == [
        "ltr",
        "rtl",
        "rtl",
        "ltr",
        "ltr",
        "ltr",
    ]


def test_numbers_are_written_with_the_digits_of_the_language() -> None:
    written = [number(1500, code) for code in ("en", "ar", "fa", "it", "vi", "xx")]
    assert written == ["1,500", "1,500", "۱٬۵۰۰", "1.500", "1.500", "1500"]


def test_reports_are_grouped_by_file_and_counted() -> None:
    text = report(
        [Problem("b", 2, "x.", "y."), Problem("a", 10, "x.", "y."), Problem("a", 9, "x.", "y.", warning=True)]
    )
    assert text == "a:9: warning: x. y.\na:10: x. y.\n\nb:2: x. y.\n\n2 problems, 1 warning"


def test_a_problem_is_told_on_one_line_with_its_column_and_its_piece() -> None:
    problem = Problem("a\nb", 2, "HTML stands here.", "Remove it.", column=5, quote="<b\u202e>")
    assert str(problem) == "aU+000Ab:2:5: HTML stands here: “<bU+202E>”. Remove it."
    assert str(Problem("a", 1, "no “x”.", "Mend it.", quote="x", warning=True)) == "a:1: warning: no “x”. Mend it."


def test_a_report_for_programs_holds_every_part() -> None:
    problem = Problem("a", 2, "x.", "y.", column=5, quote="z", rule="links")
    told = json.loads(report_json([problem, Problem("b", 1, "x.", "y.", warning=True)], "2 pages"))
    assert {key: told[key] for key in ("checked", "failures", "warnings")} == {
        "checked": "2 pages",
        "failures": 1,
        "warnings": 1,
    }
    assert told["problems"][0] == {
        "path": "a",
        "line": 2,
        "column": 5,
        "severity": "error",
        "rule": "links",
        "fault": "x.",
        "quote": "z",
        "remedy": "y.",
    }
    assert told["problems"][1]["column"] is None


def test_annotations_are_escaped_as_github_documents() -> None:
    text = report_github([Problem("a,b:c.md", 3, "50% of\rit.", "Mend it.", column=7, rule="links")])
    assert text == "::error file=a%2Cb%3Ac.md,line=3,col=7,title=links::50%25 ofU+000Dit. Mend it.\n1 problem"


def test_the_rules_are_printed_in_the_order_they_run() -> None:
    places = [rules_text().index(f" {rule.__name__}: ") for rule in RULES]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("code", "expected"),
    [("fa", "ARABIC"), ("de", "LATIN"), ("uk", "CYRILLIC"), ("he", "HEBREW"), ("zh", None), ("xx", None)],
)
def test_the_script_of_a_language_is_known(code: str, expected: str | None) -> None:
    assert script(code) == expected


def test_marking_a_section_reviewed_marks_that_section_only(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "p"))
    path = root / "docs/en/tell.md"
    path.write_text(path.read_text("utf-8").replace("reason", "true reason").replace("Thank", "Do thank"), "utf-8")
    assert [p.line for p in check(root)] == [10, 16]
    assert mark_reviewed(load(root), "fa", "tell", "be-kind") == ["tell#be-kind"]
    assert [p.line for p in check(root)] == [10]
    mark_reviewed(load(root), "fa")
    assert check(root) == []


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (("xx",), "fa"),
        (("fa", "gone"), "tell"),
        (("fa", "tell", "gone"), "be-kind"),
        (("fa", None, "be-kind"), "page#"),
    ],
)
def test_marking_what_is_not_there_says_what_is(arguments: tuple, names: str) -> None:
    with pytest.raises(UnknownSectionError, match=names):
        mark_reviewed(load(SMALL), *arguments)


def test_a_folder_is_replaced_whole(tmp_path: Path) -> None:
    new, target = tmp_path / "new", tmp_path / "site"
    for turn in ("first", "second"):
        new.mkdir()
        (new / turn).touch()
        replace_folder(new, target)
        assert [p.name for p in target.iterdir()] == [turn]
        assert not new.exists()


def test_a_folder_is_replaced_whole_where_paths_cannot_be_swapped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("endingwell.publish._exchange", lambda one, other: False)
    test_a_folder_is_replaced_whole(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_templates_use_every_label_and_no_other(project: Project) -> None:
    text = "".join(path.read_text("utf-8") for path in (ROOT / "overrides").rglob("*.html"))
    used = set(re.findall(r'(?<!words\.)labels(?:\.|\[")(\w+)', text)) - {"lang_"}
    used |= {f"lang_{facts['language']}" for facts in project.sources.values()}
    assert used == set(project.data[f"docs/{LABELS}"].data)


def test_styles_know_no_left_and_right() -> None:
    for path in (ROOT / "overrides/assets/css").glob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        assert not re.findall(r"[\w-]*(?:left|right)\b(?=\s*[:;}])", text), path.name
        assert not re.findall(r"letter-spacing|italic", text), path.name


@pytest.mark.parametrize("locale", ["en", "ar", "fa", "it", "vi"])
def test_the_fonts_hold_every_character_that_is_printed(locale: str, project: Project) -> None:
    files = {"ar": "arabic", "fa": "persian", "vi": "vietnamese"}
    font = TTFont(ROOT / f"overrides/assets/fonts/{files.get(locale, 'latin')}.woff2")
    printed = re.sub(r"\{\w+\}", "", "".join(line.text for line in lines_of(project, locale)))
    latin = ALPHABETS["latin"] if locale in {"ar", "fa"} else ""
    missing = {c for c in printed if c not in latin and c not in "_\ue000" and ord(c) not in font.getBestCmap()}
    assert missing == set()


def test_published_files_are_named_after_their_content() -> None:
    assets = Assets(ROOT / "overrides" / "assets")
    for name, (path, content) in assets.files.items():
        assert content
        assert path == f"assets/{name}" if name.endswith(".txt") else re.search(r"\.[0-9a-f]{8}\.\w+$", path)
    assert {name.removesuffix(".LICENSE.txt") for name in assets.files if name.endswith(".txt")} == {
        "fonts/source-serif-4",
        "fonts/noto-naskh-arabic",
        "fonts/vazirmatn",
    }


def test_the_parts_of_the_guide_are_the_six_of_the_contract(project: Project) -> None:
    assert parts(project) == ["decide", "repair", "prepare", "tell", "finish", "when-a-client-leaves"]


def test_a_view_survives_content_that_is_broken(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "p"))
    (root / "docs/fa/tell.md").write_text("---\ntitle: [\n", "utf-8")
    (root / "docs/fa/labels.yml").unlink()
    view = Views(load(root)).page("fa", "tell", "")
    assert view["labels"] == {}
    assert view["stations"][0].title == ""


def test_templates_ask_for_words_and_never_for_methods() -> None:
    methods = [name for name in dir(dict) if not name.startswith("_") and name != "items"]
    for path in (ROOT / "overrides").rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.findall(rf"(?:labels|words)(?:\.\w+)*\.(?:{'|'.join(methods)})\b", text), path.name


@pytest.mark.parametrize("name", ["calculator", "checklist"])
def test_tools_use_every_word_and_no_other(name: str, project: Project) -> None:
    text = (ROOT / f"overrides/{name}.html").read_text("utf-8")
    text += (ROOT / f"overrides/assets/js/{name}.js").read_text("utf-8")
    shape = project.data[f"docs/{name}.yml"].data
    for key in shape["labels"] if name == "checklist" else shape:
        found = re.search(rf'\.{key}\b|\["{key}"\]|sentence\("{key}"|"{key}"', text)
        named = key.startswith("period_") or key.removesuffix("_hint") in {"client", "hours", "unit", "income"}
        assert found or named, key
