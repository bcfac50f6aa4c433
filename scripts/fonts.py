"""Make the subset fonts in overrides/assets/fonts from the packages named below (needs npm).

Run it only when a font or an alphabet changes; its output is committed. Each locale's pages load
one file in one weight: the letters of that locale's alphabet, its punctuation and digits, and no
more, so that a first visit stays within its budget. Sizes are printed.
"""

import io
import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from endingwell.alphabet import ALPHABETS

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "overrides" / "assets" / "fonts"
WEIGHT = 430

# family: (npm package, version, subsets to merge). All are under the SIL Open Font Licence 1.1.
FAMILIES = {
    "source-serif-4": ("@fontsource-variable/source-serif-4", "5.3.1", ["latin", "latin-ext", "vietnamese"]),
    "noto-naskh-arabic": ("@fontsource-variable/noto-naskh-arabic", "5.3.0", ["arabic", "latin"]),
    "vazirmatn": ("@fontsource-variable/vazirmatn", "5.3.0", ["arabic", "latin"]),
}
# output file: (family, alphabet, layout features)
LATIN = ["kern", "liga", "ccmp", "locl", "mark"]
ARABIC = ["kern", "calt", "ccmp", "locl", "mark", "mkmk", "init", "medi", "fina", "rlig", "liga", "isol"]
FILES = {
    "latin": ("source-serif-4", "latin", LATIN),
    "vietnamese": ("source-serif-4", "vi", LATIN),
    "arabic": ("noto-naskh-arabic", "ar", ARABIC),
    "persian": ("vazirmatn", "fa", ARABIC),
}


def package(name: str, version: str, folder: Path) -> Path:
    """Download and unpack one npm package into `folder`; its path."""
    packed = subprocess.run(
        ["npm", "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.split()[-1]
    target = folder / packed.removesuffix(".tgz")
    with tarfile.open(folder / packed) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def static(path: Path, characters: str, features: list[str]) -> TTFont | None:
    """The font at `path` cut to `characters`, in one weight; None if it holds none of them."""
    font = TTFont(path)
    wanted = {ord(c) for c in characters} & set(font.getBestCmap())
    if not wanted:
        return None
    options = subset.Options(
        hinting=False, layout_features=features, name_IDs=[0, 1, 2, 13, 14], notdef_outline=False, glyph_names=False
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    font.flavor = None
    data = io.BytesIO()
    font.save(data)
    data.seek(0)
    font = instancer.instantiateVariableFont(TTFont(data), {"wght": WEIGHT})
    if "STAT" in font:
        del font["STAT"]
    return font


def main() -> None:
    """Write every file of FILES and the licence of each family."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        packages = {f: package(p, v, folder) for f, (p, v, _) in FAMILIES.items()}
        for family, root in packages.items():
            (TARGET / f"{family}.LICENSE.txt").write_text((root / "LICENSE").read_text("utf-8"), "utf-8")
        for stem, (family, alphabet, features) in FILES.items():
            left = set(ALPHABETS[alphabet])
            parts = []
            for part in FAMILIES[family][2]:
                path = packages[family] / "files" / f"{family}-{part}-wght-normal.woff2"
                have = left & {chr(c) for c in TTFont(path).getBestCmap()}
                font = static(path, "".join(sorted(have)), features) if have else None
                if font is not None:
                    file = folder / f"{stem}-{part}.ttf"
                    font.save(file)
                    parts.append(str(file))
                    left -= have
            whole = merge.Merger().merge(parts) if len(parts) > 1 else TTFont(parts[0])
            whole.flavor = "woff2"
            target = TARGET / f"{stem}.woff2"
            whole.save(target)
            missing = " ".join(f"U+{ord(c):04X}" for c in sorted(left)) or "none"
            print(f"{target.name}: {target.stat().st_size:,} bytes; characters not in the family: {missing}")


if __name__ == "__main__":
    main()
