"""Share cards: the picture that stands where a link is pasted, one for each page and language.

The picture is the template overrides/partials/card.svg with a title broken into lines; resvg draws it. Drawing is the
slow part, so a picture is kept under a name that follows everything it is made of, and drawn only if it is not there.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from endingwell.addresses import page_id

if TYPE_CHECKING:
    from endingwell.drawing import Face

WIDTH, HEIGHT = 1200, 630
MARGIN = 84
# What fonts are drawn larger by: Naskh looks small beside the others at the same size.
SCALES = {"arabic": 1.2}
# What draws: the libraries and these modules.
_LIBRARIES = ("resvg-py", "pillow", "uharfbuzz", "fonttools")
_DRAWN_BY = str([(name, version(name)) for name in _LIBRARIES]).encode() + b"".join(
    Path(__file__).with_name(name).read_bytes() for name in ("cards.py", "drawing.py")
)
# Right-to-left isolate and its end (Unicode Standard Annex 9): resvg takes every paragraph for left-to-right.
_RTL, _END = "\u2067", "\u2069"


def _family(name: str) -> str:
    """The name under which a font is drawn."""
    return f"Letter {name}"


@dataclass(frozen=True)
class Card:
    """A card: where it lies, its text alternative, what it shows, and the name that follows all it is made of."""

    path: str
    alt: str
    view: dict[str, Any]
    key: str

    @property
    def address(self) -> str:
        """Its address from the site's root: a stable one, so that old shares live, and a version to renew copies."""
        return f"{self.path}?v={self.key[:8]}"


class Cards:
    """The cards of one build.

    `folder` holds the fonts, `fonts` names the file of each language that does not use `latin`; `render` fills the
    template; `cache` is where pictures are kept from build to build.
    """

    def __init__(
        self, folder: Path, fonts: dict[str, str], cache: Path, render: Callable[[dict[str, Any]], str]
    ) -> None:
        self._fonts, self._cache, self._render = fonts, cache, render
        self._cards: dict[tuple[str, str], Card] = {}
        self._file = lru_cache(maxsize=None)(lambda name: (folder / f"{name}.woff2").read_bytes())
        self._face = lru_cache(maxsize=None)(self._load)

    def _names(self, code: str) -> list[str]:
        """The names of the fonts of a language: that of its pages, then the Latin one for words in other letters."""
        return list(dict.fromkeys([self._fonts.get(code, "latin"), "latin"]))

    def _load(self, name: str) -> "Face":
        from endingwell.drawing import Face

        return Face(self._file(name), _family(name))

    def faces(self, code: str) -> "list[Face]":
        """The fonts of a language, ready for measuring and drawing."""
        return [self._face(name) for name in self._names(code)]

    def _svg(self, view: dict[str, Any], size: int, lines: list[str]) -> str:
        """The picture with the title of a card in these lines."""
        code, rtl = view["code"], view["direction"] == "rtl"
        return self._render(
            view
            | {
                "width": WIDTH,
                "height": HEIGHT,
                "margin": MARGIN,
                "rtl": rtl,
                "size": size,
                "scale": self._scale(code),
                "lines": [_RTL + line + _END if rtl else line for line in lines],
                "family": ", ".join(f"'{_family(name)}'" for name in self._names(code)),
            }
        )

    def _scale(self, code: str) -> float:
        return SCALES.get(self._fonts.get(code, "latin"), 1)

    def add(self, view: dict[str, Any]) -> None:
        """Make the card of a page: code, page, direction and title in `view`, and what the template needs besides.

        Its key needs no line to be measured: whatever breaks them is among the parts.
        """
        code, page, title = view["code"], view["page"], view["title"]
        parts = [self._svg(view, 1, [title]).encode(), *map(self._file, self._names(code)), _DRAWN_BY]
        key = hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]
        self._cards[code, page] = Card(f"assets/cards/{code}/{page_id(page)}.png", title, view, key)

    def of(self, code: str, page: str) -> Card:
        """The card of a page in a language. Raises KeyError if there is none."""
        return self._cards[code, page]

    def _draw(self, card: Card) -> bytes:
        """The picture of a card, PNG."""
        from endingwell.drawing import break_lines, draw, measure

        code = card.view["code"]
        faces, scale = self.faces(code), self._scale(code)
        size, lines = break_lines(card.alt, lambda text: scale * measure(text, faces), WIDTH - 2 * MARGIN)
        return draw(self._svg(card.view, size, lines), faces)

    def write(self, site: Path) -> int:
        """Put every card under `site`; how many had to be drawn."""
        self._cache.mkdir(parents=True, exist_ok=True)
        count = 0
        for card in self._cards.values():
            kept = self._cache / f"{card.key}.png"
            if not kept.exists():
                count += 1
                with NamedTemporaryFile(dir=self._cache, delete=False) as file:
                    file.write(self._draw(card))
                Path(file.name).replace(kept)  # in one step: another build may draw the same card
            target = site / card.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(kept.read_bytes())
        return count
