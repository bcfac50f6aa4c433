"""Whatever stands in the files, the gate answers with messages: soon, in little memory, never with a traceback."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.attack import attack
from tests.fuzz.inputs import ATTACKS, OF_REAL, ROOT, SMALL

SECONDS = 10
MEGABYTES = 600


@pytest.mark.parametrize("name", ATTACKS)
def test_no_input_breaks_the_gate(name: str, record_property: Callable[[str, object], None]) -> None:
    tried = 0

    @settings(
        max_examples=25 if name in OF_REAL else 60,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(contents=ATTACKS[name])
    def run(contents: dict[str, bytes | None]) -> None:
        nonlocal tried
        tried += 1
        attack(name, contents)

    run()
    record_property("fuzz inputs", (tried, 0))


def limited(root: Path) -> tuple[str, float]:
    """What `make check` prints for a checkout, with limits on time and memory, and the megabytes that it took."""
    command = [sys.executable, str(ROOT / "scripts/check.py"), "--root", str(root)]

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))

    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", preexec_fn=limit
    ) as process:
        assert process.stdout
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert "Traceback" not in output
    assert process.returncode == 1, output[-500:]
    return output, usage.ru_maxrss / 1024


BOMB = 'a: &a ["x", "x"]\n' + "".join(f"{chr(b)}: &{chr(b)} [{f'*{chr(b - 1)}, ' * 9}x]\n" for b in range(98, 123))
FRONT = "---\ntitle: x\ndescription: y\n---\n\n# x {#tell}\n\n"
HARD = {
    "a page of 30 MB": ("docs/en/tell.md", FRONT + "one line of words\n" * 1_700_000, "tell.md:1: the file has"),
    "a data file of 30 MB": ("docs/en/labels.yml", 'a: "b"\n' * 4_300_000, "labels.yml:1: the file has"),
    "a ledger of nearly 2 MB": (
        "docs/published.yml",
        "languages: [en, fa]\nmoved: {}\npages:\n" + "".join(f"  page{i}: []\n" for i in range(110_000)),
        "is gone",
    ),
    "a configuration of 30 MB": ("mkdocs.yml", "# x\n" * 7_500_000, "mkdocs.yml:1: the file has"),
    "a line of 200 kB": ("docs/en/tell.md", FRONT + "[" * 200_000 + "\n", "tell.md:8: the line has"),
    "a bomb of aliases": ("docs/en/labels.yml", BOMB, "labels.yml:1: an anchor"),
    "a bomb in the configuration": ("mkdocs.yml", BOMB, "mkdocs.yml:1: an anchor"),
    "a bomb in front matter": ("docs/en/tell.md", f"---\n{BOMB}---\n# x {{#tell}}\n", "tell.md:2: an anchor"),
    "deep YAML": ("docs/en/labels.yml", "\n".join("[" * 4000 for _ in range(50)) + "\n", "nested too deep"),
    "deep keys": ("docs/en/labels.yml", "".join(" " * i + "a:\n" for i in range(600)), "nested too deep"),
    "a deep configuration": ("mkdocs.yml", "plugins: " + "[" * 4000 + "\n", "mkdocs.yml:1: lists or keys"),
    "deep quotations": ("docs/en/tell.md", FRONT + ("> " * 2000 + "x\n") * 50, "tell.md:8: this is nested"),
    "deep lists": ("docs/en/tell.md", FRONT + "".join("  " * i + "- x\n" for i in range(400)), "this is nested"),
    "links that never close": ("docs/en/tell.md", FRONT + ("[a](" * 1200 + "\n") * 50, "a link is not closed"),
    "tags that never close": ("docs/en/tell.md", FRONT + ("<a " * 1600 + "\n") * 50, "HTML stands in the text"),
    "thirty thousand headings": ("docs/en/tell.md", FRONT + "# x\n" * 30_000, "has no id"),
    "signs of all kinds": ("docs/en/tell.md", FRONT + ("*_`![({<|" * 500 + "\n") * 50, "tell.md"),
    "accents on accents": ("docs/en/tell.md", FRONT + ("e" + "\u0301" * 4000 + "\n") * 30, "normal form"),
}


@pytest.mark.parametrize("name", HARD)
def test_a_hard_file_is_refused_within_limits(
    name: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    path, text, expected = HARD[name]
    root = Path(shutil.copytree(SMALL, tmp_path / "project"))
    (root / path).write_text(text, "utf-8")
    output, megabytes = limited(root)
    assert expected in output
    assert megabytes < 300
    record_property("hard files", (1, 0))


def test_odd_names_links_and_pipes_are_named_and_not_followed(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "project"))
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: Secret\n---\nsecret words\n", "utf-8")
    folder = root / "docs/fa"
    (folder / "tell.md").unlink()
    (folder / "tell.md").symlink_to(secret)
    (folder / "up").symlink_to(root, target_is_directory=True)
    (folder / "loop.md").symlink_to(folder / "loop.md")
    os.mkfifo(folder / "pipe.md")
    (folder / "line\nend.md").write_text("x\n", "utf-8")
    (folder / "\u202egnp.md").write_text("x\n", "utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.md")).write_text("x\n", "utf-8")
    (folder / ("n" * 240 + ".md")).write_text("x\n", "utf-8")
    (folder / "dir.md").mkdir()
    deep = folder
    for _ in range(60):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "x.md").write_text("x\n", "utf-8")
    output, _ = limited(root)
    for line in (
        "docs/fa/tell.md:1: this is a link to another place.",
        "docs/fa/up:1: this is a link to another place.",
        "docs/fa/loop.md:1: this is a link to another place.",
        "docs/fa/pipe.md:1: this is neither a file nor a folder.",
        'docs/fa/lineU+000Aend.md:1: the name "lineU+000Aend.md" cannot be part of an address.',
        "docs/fa/U+202Egnp.md:1: ",
        "docs/fa/U+DCFF.md:1: ",
    ):
        assert line in output
    assert "ecret words" not in output
