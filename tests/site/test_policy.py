"""What pages may run, and what the examples for hosts say."""

import re
from pathlib import Path

import pytest

from endingwell.policy import SECURITY_HEADERS, digest, policy
from tests.conftest import ROOT
from tests.site.test_site import Reader


def pages(site: Path) -> list[Path]:
    """Every page, and the single-file copies."""
    return sorted(site.rglob("*.html"))


def test_every_page_names_its_policy_before_anything_is_loaded(site: Path) -> None:
    for path in pages(site):
        elements = Reader(path.read_text("utf-8")).elements
        names = [(tag, attributes) for tag, attributes in elements if tag in {"meta", "link", "script", "style"}]
        assert names[1][1].get("http-equiv") == "Content-Security-Policy", path
        directives = dict(part.strip().split(" ", 1) for part in names[1][1]["content"].split(";"))
        assert directives["default-src"] == "'none'"
        assert "unsafe" not in directives["script-src"]


def test_no_page_holds_a_script_that_its_policy_refuses(site: Path) -> None:
    for path in pages(site):
        for _, attributes in Reader(path.read_text("utf-8")).elements:
            assert not [name for name in attributes if name.startswith("on")], path
        text = path.read_text("utf-8")
        for script in re.findall(r"<script(?![^>]* (?:src|type)=)[^>]*>(.*?)</script>", text, re.DOTALL):
            assert digest(script) in text, path
            assert path.parent.name == "download" or digest(script) in (site / "_headers").read_text("utf-8"), path


def test_an_inline_script_is_allowed_by_its_digest() -> None:
    script = "alert('Hello, world.');"  # the example of Content Security Policy Level 2, section 7.17.1
    assert digest(script) == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    assert f"script-src 'self' {digest(script)};" in policy(script)


@pytest.mark.parametrize("example", ["nginx.conf", "Caddyfile"])
def test_the_examples_for_hosts_send_the_same_headers(site: Path, example: str) -> None:
    text = (ROOT / "scripts" / "hosting" / example).read_text("utf-8")
    headers = (site / "_headers").read_text("utf-8")
    lines = [line.strip().split(": ", 1) for line in headers.splitlines() if line.startswith("  ")]
    assert {name for name, _ in lines} > set(SECURITY_HEADERS)
    for name, value in lines:
        assert name in text
        assert value in text
