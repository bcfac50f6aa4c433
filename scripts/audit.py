"""Run axe on every page in both schemes, and Lighthouse on a page of every kind (`make audit`); exit 1 at a fault.

Packages that are behind their newest release are named; the workflow asks pip-audit for known faults besides.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

import lighthouse
from build_site import build
from endingwell.addresses import address
from endingwell.project import load
from webserver import serving

ROOT = Path(__file__).parent.parent
JUDGED = ["index", "tell", "checklist", "letters/end-with-notice"]
JUDGED_IN = ["en", "ar", "vi"]


def axe(root: str, paths: list[str]) -> int:
    """Run axe (all its rules, best practices too) on every path, light and dark; the number of violations, printed."""
    violations = checks = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"])
        # axe is put into the page by the test, not by the site, so the page's own policy is set aside.
        page = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True).new_page()
        for path in paths:
            page.goto(root + path)
            page.locator("details").evaluate_all("all => all.forEach(one => one.open = !one.name)")
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                found = Axe().run(page)
                checks += 1
                if found.violations_count:
                    violations += found.violations_count
                    print(f"{path or 'home'} {scheme}: {found.generate_report()}")
        browser.close()
    print(f"axe: {len(paths)} pages, {checks} runs, {violations} violations")
    return violations


def judge(root: str, paths: list[str]) -> int:
    """Lighthouse's four categories on every path; the number of those below 100, printed as a table."""
    below = 0
    print(f"\nLighthouse {lighthouse.VERSION}, mobile: {', '.join(lighthouse.CATEGORIES)}")
    for path in paths:
        report = lighthouse.run(root + path)
        scores = [round(100 * (report["categories"][name]["score"] or 0)) for name in lighthouse.CATEGORIES]
        below += sum(score < 100 for score in scores)
        print(f"  /{path:40}", *(f"{score:4}" for score in scores))
    return below


def behind() -> None:
    """Print the packages that are not at their newest release: what is known and mended is mended in that."""
    command = [sys.executable, "-m", "pip", "list", "--disable-pip-version-check", "--format=json"]
    lists = []
    for options in ([], ["--outdated"]):
        done = subprocess.run([*command, *options], check=True, capture_output=True, text=True)
        lists.append(json.loads(done.stdout))
    installed, old = lists
    print(f"\nPackages: {len(installed)}, behind their newest release: {len(old)}")
    for package in old:
        print(f"  {package['name']:30} {package['version']:12} {package['latest_version']}")


def main() -> int:
    """Build the site and judge all of it."""
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "site"
        if build(ROOT, site) != 0:
            return 1
        project = load(ROOT)
        pages = [*(address(locale, page) for locale in project.locales for page in project.nav), "no-such-page/"]
        judged = [address(locale, page) for locale in project.locales if locale.code in JUDGED_IN for page in JUDGED]
        with serving(site) as root:
            faults = axe(root, pages) + judge(root, judged)
    behind()
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
