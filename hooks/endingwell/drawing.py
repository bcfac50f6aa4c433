"""Draw share cards: measure and break titles in the site's fonts, and turn SVG into PNG.

Only cards.py needs this, and only for cards that it does not hold yet: the libraries here are slow to load.
"""

import io
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import resvg_py
import uharfbuzz
from fontTools.ttLib import TTFont
from PIL import Image

# Sizes of a title in px, with the lines that fit: the largest that holds the title is used.
SIZES = {92: 2, 80: 3, 68: 3, 58: 4, 48: 5}


class Face:
    """A font of the site for measuring and for drawing; files come as woff2, drawing needs them unpacked."""

    def __init__(self, woff2: bytes, family: str) -> None:
        font = TTFont(io.BytesIO(woff2), recalcTimestamp=False)  # the same bytes in every build
        font.flavor = None
        for name_id in (1, 6):  # family and PostScript name: resvg passes over a font that has not both
            font["name"].setName(family, name_id, 3, 1, 0x409)
        data = io.BytesIO()
        font.save(data, reorderTables=None)
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


def draw(svg: str, faces: list[Face]) -> bytes:
    """The picture of an SVG whose texts name the families of `faces`: PNG with a palette, half the size of one without.

    A card has some hundred colours, so that none is lost.
    """
    with TemporaryDirectory() as folder:
        files = [Path(folder, f"{i}.ttf") for i in range(len(faces))]
        for file, face in zip(files, faces, strict=True):
            file.write_bytes(face.data)
        drawn = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=[*map(str, files)])
    smaller = io.BytesIO()
    with Image.open(io.BytesIO(bytes(drawn))) as picture:
        picture.convert("RGB").quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(smaller, "PNG")
    return smaller.getvalue()
