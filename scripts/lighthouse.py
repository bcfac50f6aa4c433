"""Run Lighthouse, installed from npm at one version into .cache/ (Apache 2.0, by the makers of Chromium)."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

VERSION = "13.5.0"
FOLDER = Path(__file__).parent.parent / ".cache" / "lighthouse"
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
# Lighthouse's own figures for a slow mobile line (its constant mobileRegular3G), applied by the browser.
SLOW_3G = [
    "--throttling-method=devtools",
    "--throttling.requestLatencyMs=1125",
    "--throttling.downloadThroughputKbps=630",
    "--throttling.uploadThroughputKbps=630",
]


def install() -> Path:
    """Install Lighthouse unless it is there; its command-line script. Raises CalledProcessError without npm."""
    script = FOLDER / "node_modules/lighthouse/cli/index.js"
    if not script.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(FOLDER)]
        subprocess.run([*command, f"lighthouse@{VERSION}"], check=True)
    return script


def run(url: str, *options: str) -> dict[str, Any]:
    """Lighthouse's report on `url` as it gives it (JSON). Raises CalledProcessError if it cannot run, twice over."""
    try:
        return _run(url, *options)
    except subprocess.CalledProcessError:  # now and then it does not find the browser that it has just started
        return _run(url, *options)


def _run(url: str, *options: str) -> dict[str, Any]:
    done = subprocess.run(
        [
            "node",
            str(install()),
            url,
            "--quiet",
            "--output=json",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking"
            " --ignore-certificate-errors",
            *options,
        ],
        env=os.environ | {"CHROME_PATH": os.environ["CHROMIUM"]},
        check=True,
        capture_output=True,
        text=True,
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def figure(report: dict[str, Any], audit: str) -> float:
    """The measured value of one audit: milliseconds, or the sum of layout shifts."""
    return float(report["audits"][audit]["numericValue"])
