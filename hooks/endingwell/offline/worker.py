"""What keeps the site on a device: the service worker with its lists of files, and the web app manifests."""

import base64
import hashlib
import json
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath
from typing import Any

from endingwell.addresses import address
from endingwell.assets import Assets
from endingwell.locales import direction
from endingwell.project import Locale, Project

# What a page uses of the folder assets, wherever it names it; licences and pictures for shares are not used.
_ASSET = re.compile(r"""["'(]((?:\.\.?/)*assets/[\w./-]+\.(?:js|woff2|css))""")


@dataclass(frozen=True)
class Kept:
    """The files of a language that a device keeps, each as (path from the site's root, size in bytes, SHA-256)."""

    files: list[tuple[str, int, str]]
    download: int

    @property
    def stored(self) -> int:
        """The bytes that they take."""
        return sum(size for _, size, _ in self.files)

    @property
    def version(self) -> str:
        """Twelve hex digits that follow their content."""
        return hashlib.sha256(json.dumps(self.files).encode()).hexdigest()[:12]


def kept_files(site: Path, project: Project, locale: Locale) -> Kept:
    """Every page of a language, and the scripts, fonts and search index that these pages name.

    `download` is what a host that compresses them sends, in bytes.
    """
    contents: dict[str, bytes] = {}
    for name in project.nav:
        path = address(locale, name)
        contents[path] = (site / path / "index.html").read_bytes()
        for asset in _ASSET.findall(contents[path].decode()):
            file = normpath(path + asset) if asset.startswith(".") else asset
            contents.setdefault(file, (site / file).read_bytes())
    files = [
        (path, len(content), base64.b64encode(hashlib.sha256(content).digest()).decode())
        for path, content in sorted(contents.items())
    ]
    sent = sum(
        len(content) if path.endswith(".woff2") else len(zlib.compress(content, 9))
        for path, content in contents.items()
    )
    return Kept(files, sent)


def write_worker(site: Path, kept: dict[str, Kept], assets: Assets) -> None:
    """Write sw.js at the root of the site, from where it may serve every page."""
    languages = {code: {"version": own.version, "files": own.files} for code, own in kept.items()}
    data = json.dumps(languages, separators=(",", ":"))
    (site / "sw.js").write_text(f"var LANGUAGES={data};\n{assets.script('worker.js')}", "utf-8")


def write_manifests(site: Path, project: Project, assets: Assets) -> None:
    """Write the web app manifest of each language beside its home page (https://www.w3.org/TR/appmanifest/)."""
    for locale in project.locales:
        folder = site / address(locale, "index")
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(_manifest(project, locale, assets), ensure_ascii=False, indent=1)
        (folder / "manifest.webmanifest").write_text(text + "\n", "utf-8")


def _manifest(project: Project, locale: Locale, assets: Assets) -> dict[str, Any]:
    labels = project.labels(locale.code)
    root = "./" if locale.default else "../"
    icons = [("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any")]
    icons.append(("icon-maskable.png", "512x512", "maskable"))
    return {
        "name": labels.get("site_name", ""),
        "short_name": labels.get("site_name", ""),
        "description": labels.get("tagline", ""),
        "lang": locale.code,
        "dir": direction(locale.code),
        "start_url": "./",
        "scope": root,
        "display": "minimal-ui",
        "background_color": "#faf6ee",
        "theme_color": "#faf6ee",
        "icons": [
            {"src": root + assets.path(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for name, sizes, purpose in icons
        ],
    }
