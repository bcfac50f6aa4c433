"""Write a .gz and a .br beside every text file of site/, for servers that send them as they are (`make compressed`)."""

import gzip
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import brotli

ROOT = Path(__file__).parent.parent
_TEXT = {".html", ".js", ".json", ".xml", ".txt", ".webmanifest"}


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: servers send it as soon as it has its name."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def compress(path: Path) -> tuple[int, int, int]:
    """Compress one file as far as it goes; bytes plain, as gzip and as brotli. The same file gives the same bytes."""
    content = path.read_bytes()
    packed = gzip.compress(content, 9, mtime=0), brotli.compress(content, quality=11)
    for suffix, data in zip((".gz", ".br"), packed, strict=True):
        _write(path.with_name(path.name + suffix), data)
    return len(content), len(packed[0]), len(packed[1])


def compress_folder(site: Path) -> tuple[int, int, int, int]:
    """Compress every text file under `site`; how many they are, and their bytes plain, as gzip and as brotli."""
    files = [path for path in sorted(site.rglob("*")) if path.suffix in _TEXT]
    with ProcessPoolExecutor() as pool:
        sizes = list(pool.map(compress, files, chunksize=8))
    return len(files), sum(size[0] for size in sizes), sum(size[1] for size in sizes), sum(size[2] for size in sizes)


def main() -> int:
    """Compress what stands in site/."""
    site = ROOT / "site"
    if not (site / "index.html").exists():
        print("There is no site/ yet: run `make site` first.")
        return 1
    try:
        count, plain, zipped, brotlied = compress_folder(site)
    except OSError as error:
        print(f"Not everything could be compressed: {error.strerror} ({error.filename}).")
        print("What has a .gz or .br has it whole; the rest is sent as it is.")
        return 1
    except KeyboardInterrupt:
        print("Stopped. What has a .gz or .br has it whole; the rest is sent as it is.")
        return 1
    print(f"{count} files: {plain / 1e6:.1f} MB, gzip {zipped / 1e6:.1f}, brotli {brotlied / 1e6:.1f}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
