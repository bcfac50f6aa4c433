"""Share cards: the picture that stands where a link is pasted, one for each page and language.

The picture is the template overrides/partials/card.svg with a title broken into lines; resvg draws it. Drawing is the
slow part, so a picture is kept under a name that follows everything it is made of, and drawn only if it is not there.
"""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Any

import resvg_py
import uharfbuzz
from fontTools.ttLib import TTFont
from PIL import Image

from endingwell.addresses import page_id

WIDTH, HEIGHT = 1200, 630
MARGIN = 84
# Sizes of a title in px, with the lines that fit: the largest that holds the title is used.
SIZES = {92: 2, 80: 3, 68: 3, 58: 4, 48: 5}
# What fonts are drawn larger by: Naskh looks small beside the others at the same size.
SCALES = {"arabic": 1.2}
# What draws: the libraries and this module.
_DRAWN_BY = f"resvg {version('resvg-py')}, Pillow {version('pillow')}".encode() + Path(__file__).read_bytes()
# Right-to-left isolate and its end (Unicode Standard Annex 9): resvg takes every paragraph for left-to-right.
_RTL, _END = "\u2067", "\u2069"


class Face:
    """A font of the site for measuring and for drawing; files come as woff2, drawing needs them unpacked."""

    def __init__(self, path: Path, family: str) -> None:
        font = TTFont(path, recalcTimestamp=False)  # the same bytes in every build
        font.flavor = None
        for name_id in (1, 6):  # family and PostScript name: resvg passes over a font that has not both
            font["name"].setName(family, name_id, 3, 1, 0x409)
        data = io.BytesIO()
        font.save(data, reorderTables=None)
        self.family = family
        self.data = data.getvalue()
        self.characters = set(font.getBestCmap())
        face = uharfbuzz.Face(self.data)
        self._em = face.upem
        self._font = uharfbuzz.Font(face)

    def measure(self, text: str) -> float:
        """The width of shaped text, in em."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._font, buffer)
        return sum(position.x_advance for position in buffer.glyph_positions) / self._em


def measure(text: str, faces: list[Face]) -> float:
    """The width of `text` in em, each piece in the first of `faces` that has its characters."""

    def face_of(character: str) -> Face:
        return next((face for face in faces if ord(character) in face.characters), faces[0])

    return sum(face.measure("".join(piece)) for face, piece in groupby(text, key=face_of))


def _greedy(words: list[str], width: float, width_of: Callable[[str], float]) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and width_of(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def break_lines(title: str, width_of: Callable[[str], float], width: float) -> tuple[int, list[str]]:
    """Size in px and lines of a title, `width_of` giving em and `width` px: the largest size that holds it.

    Lines break at spaces (never at a no-break space) and are made alike in width. A title that no size holds is set
    in the smallest, however many lines it takes.
    """
    words = title.split(" ")
    for size, most in SIZES.items():
        lines = _greedy(words, width / size, width_of)
        if len(lines) <= most and max(map(width_of, lines)) <= width / size:
            break
    for step in range(1, 40):  # narrower, as long as the lines stay as many and every word fits
        narrow = width / size * 0.96**step
        tighter = _greedy(words, narrow, width_of)
        if len(tighter) > len(lines) or max(map(width_of, tighter)) > narrow:
            break
        lines = tighter
    return size, lines


def _with_palette(png: bytes) -> bytes:
    """The same picture with a palette, half the size: a card has some hundred colours, so that none is lost."""
    smaller = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(smaller, "PNG")
    return smaller.getvalue()


@dataclass(frozen=True)
class Card:
    """A card to be drawn: text alternative, SVG, the fonts it is set in, and the name that follows all of these."""

    path: str
    alt: str
    svg: str
    faces: list[Face]

    @cached_property
    def key(self) -> str:
        """Hex digits that follow the card's content, its fonts and what draws it."""
        parts = [self.svg.encode(), *(face.data for face in self.faces), _DRAWN_BY]
        return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]

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
        self._folder, self._fonts, self._cache, self._render = folder, fonts, cache, render
        self._faces: dict[str, Face] = {}
        self._cards: dict[tuple[str, str], Card] = {}

    def _face(self, name: str) -> Face:
        if name not in self._faces:
            self._faces[name] = Face(self._folder / f"{name}.woff2", f"Letter {name}")
        return self._faces[name]

    def faces(self, code: str) -> list[Face]:
        """The fonts of a language: that of its pages, then the Latin one for words in other letters."""
        return [self._face(name) for name in dict.fromkeys([self._fonts.get(code, "latin"), "latin"])]

    def add(self, view: dict[str, Any]) -> None:
        """Make the card of a page: code, page, direction and title in `view`, and what the template needs besides."""
        code, page, title = view["code"], view["page"], view["title"]
        faces = self.faces(code)
        scale = SCALES.get(self._fonts.get(code, "latin"), 1)
        size, lines = break_lines(title, lambda text: scale * measure(text, faces), WIDTH - 2 * MARGIN)
        rtl = view["direction"] == "rtl"
        svg = self._render(
            view
            | {
                "width": WIDTH,
                "height": HEIGHT,
                "margin": MARGIN,
                "rtl": rtl,
                "size": size,
                "scale": scale,
                "lines": [_RTL + line + _END if rtl else line for line in lines],
                "family": ", ".join(f"'{face.family}'" for face in faces),
            }
        )
        self._cards[code, page] = Card(f"assets/cards/{code}/{page_id(page)}.png", title, svg, faces)

    def of(self, code: str, page: str) -> Card:
        """The card of a page in a language. Raises KeyError if there is none."""
        return self._cards[code, page]

    def write(self, site: Path) -> int:
        """Put every card under `site`; how many had to be drawn."""
        self._cache.mkdir(parents=True, exist_ok=True)
        count = 0
        with TemporaryDirectory() as folder:
            fonts = {}
            for name, face in self._faces.items():
                fonts[face.family] = str(Path(folder) / f"{name}.ttf")
                Path(fonts[face.family]).write_bytes(face.data)
            for card in self._cards.values():
                kept = self._cache / f"{card.key}.png"
                if not kept.exists():
                    count += 1
                    picture = resvg_py.svg_to_bytes(
                        svg_string=card.svg, skip_system_fonts=True, font_files=[fonts[f.family] for f in card.faces]
                    )
                    with NamedTemporaryFile(dir=self._cache, delete=False) as file:
                        file.write(_with_palette(bytes(picture)))
                    Path(file.name).replace(kept)  # in one step: another build may draw the same card
                target = site / card.path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(kept.read_bytes())
        return count
