"""Print the path of a Chromium for the tests, installing one if there is none.

In this order: $CHROMIUM, one on the machine, Debian's package (as root on a Debian), Playwright's own
download. If none can be had, say what to install.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]


def on_machine() -> str | None:
    """The path of a Chromium that is already here."""
    if chosen := os.environ.get("CHROMIUM"):
        return chosen
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def from_debian(program: str = "chromium", package: str | None = None) -> str | None:
    """The path of a program; if it is not here, Debian's package is installed, where this is allowed."""
    if path := shutil.which(program):
        return path
    if not (Path("/etc/debian_version").exists() and hasattr(os, "geteuid") and os.geteuid() == 0):
        return None
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", package or program]):
        # What apt says goes to standard error: this script's own output is the path alone.
        if subprocess.run(command, env=environment, stdout=sys.stderr, stdin=subprocess.DEVNULL).returncode != 0:
            return None
    return shutil.which(program)


def from_playwright() -> str | None:
    """Download Playwright's own Chromium; its path."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(command, stdout=sys.stderr, stdin=subprocess.DEVNULL).returncode != 0:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main() -> int:
    """Print the path; exit status 1 if there is none."""
    for find in (on_machine, from_debian, from_playwright):
        if path := find():
            print(path)
            return 0
    print("The browser tests need Chromium. Install it (Debian: apt install chromium; macOS: brew install")
    print("--cask chromium) or set CHROMIUM to the path of a Chrome or Chromium, then run make test again.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
