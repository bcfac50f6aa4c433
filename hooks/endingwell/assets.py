"""The site's own styles, scripts, fonts and pictures: minified, and published under names that follow their content."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

import rcssmin
import resvg_py
import rjsmin

from endingwell.problem import Problem

# bundle: the scripts in it, one component each, in order
_BUNDLES = {
    "site.js": ["device.js", "choice.js", "menus.js", "language.js", "offer.js", "copy.js", "link.js", "opensearch.js"],
    "checklist.js": ["checklist.js"],
    "calculator.js": ["numbers.js", "calculator.js"],
    "letter.js": ["numbers.js", "letter.js"],
    "search.js": ["folding.js", "search.js", "searchbox.js"],
    "download.js": ["download.js"],
}
# bundle: the style sheets of what only its scripts show, which come with them
_STYLES = {"site.js": ["dialogs", "search"]}
# scripts that stand in a page, or in a file of their own that no page names
_ALONE = ["late.js", "door.js", "worker.js", "unpack.js", "pages.js"]
# picture to publish as PNG, for places that take no SVG: the drawing and its width in pixels
_PICTURES = {
    "icon-192.png": ("icon", 192),
    "icon-512.png": ("icon", 512),
    "icon-maskable.png": ("icon-maskable", 512),
}


class Assets:
    """What overrides/assets holds.

    Styles and pictures are inlined into pages; scripts are joined into one file a bundle; fonts are copied. Every
    published file carries eight hex digits of its content in its name. `made` holds the files that the build makes of
    the content, by name.
    """

    def __init__(self, folder: Path, made: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.made = made or {}

    def missing(self, fonts: Iterable[str]) -> Iterator[Problem]:
        """What is not there: scripts, and the named fonts (the stem of a file each)."""
        scripts = [*_ALONE, *self.bundled(*_BUNDLES)]
        wanted = [*(f"js/{name}" for name in scripts), *(f"fonts/{font}.woff2" for font in fonts)]
        for name in dict.fromkeys([*wanted, "css/base.css", "img/icon.svg"]):
            if not (self.folder / name).is_file():
                remedy = "Put it back; fonts are named under extra in mkdocs.yml and made by `make fonts`."
                yield Problem(f"overrides/assets/{name}", 1, "the file is missing.", remedy)

    def style(self, *names: str) -> str:
        """The minified text of the named style sheets, joined."""
        return "".join(rcssmin.cssmin((self.folder / "css" / f"{name}.css").read_text("utf-8")) for name in names)

    def script(self, *names: str) -> str:
        """The minified text of the named scripts, joined."""
        return "".join(rjsmin.jsmin((self.folder / "js" / name).read_text("utf-8")) + "\n" for name in names)

    def bundled(self, *bundles: str) -> list[str]:
        """The names of the scripts in these bundles, in order, each once."""
        return list(dict.fromkeys(name for bundle in bundles for name in _BUNDLES[bundle]))

    def vendored(self, name: str) -> str:
        """A script made by others, as it came."""
        return (self.folder / "vendor" / f"{name}.js").read_text("utf-8")

    def licence(self, name: str) -> str:
        """The licence of a script made by others."""
        return (self.folder / "vendor" / f"{name}.LICENSE.txt").read_text("utf-8").strip()

    def picture(self, name: str, width: int) -> bytes:
        """A drawing of the folder img as PNG, `width` in pixels."""
        return bytes(resvg_py.svg_to_bytes(svg_path=str(self.folder / "img" / f"{name}.svg"), width=width))

    @cached_property
    def files(self) -> dict[str, tuple[str, bytes]]:
        """Every file to publish: its plain name to its published path and content."""
        found = {}
        for bundle, names in _BUNDLES.items():
            found[bundle] = (self._styling(*_STYLES.get(bundle, ())) + self.script(*names)).encode()
        found |= {file: self.picture(name, width) for file, (name, width) in _PICTURES.items()}
        for name, text in self.made.items():
            own = name.replace("search", "folding")  # what a language adds travels with its index
            rules = self.script(own) if (self.folder / "js" / own).exists() else ""
            found[name] = (rules + text).encode()
        for path in sorted((self.folder / "fonts").iterdir()):
            found[f"fonts/{path.name}"] = path.read_bytes()
        return {name: (self._published(name, content), content) for name, content in found.items()}

    def _styling(self, *names: str) -> str:
        """A line of script that gives the page the named style sheets."""
        styles = json.dumps(self.style(*names), ensure_ascii=False)
        return f'document.head.appendChild(document.createElement("style")).textContent={styles};\n' if names else ""

    @staticmethod
    def _published(name: str, content: bytes) -> str:
        if name.endswith(".txt"):  # licences keep their names
            return f"assets/{name}"
        stem, _, suffix = name.rpartition(".")
        return f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{suffix}"

    def path(self, name: str) -> str:
        """The published path of a file, from the root of the site. Raises KeyError if there is none."""
        return self.files[name][0]

    def colours(self) -> dict[str, str]:
        """The light colours of the styles by name, for what is drawn outside of a page."""
        light = (self.folder / "css" / "base.css").read_text("utf-8").partition("@media")[0]
        return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light))

    def data_uri(self, name: str) -> str:
        """A picture of the folder as text to stand in a page: one request less, and none when a fragment changes."""
        return "data:image/svg+xml," + quote((self.folder / name).read_text("utf-8").strip(), safe="/=: ',")

    def write(self, site: Path) -> None:
        """Write every file under `site`."""
        for path, content in self.files.values():
            target = site / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
