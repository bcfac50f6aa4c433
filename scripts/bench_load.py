"""The site under load, served by nginx from the example, and the build when it is killed."""

import contextlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from browser import from_debian
from servers import nginx

ROOT = Path(__file__).parent.parent
SECONDS = 10


def _load(site: Path) -> None:
    """wrk asks for every page, script and font in turn, for a bounded time."""
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.is_file()]
    paths = ["/" + name.removesuffix("index.html") for name in names if not name.endswith((".gz", ".br", "_headers"))]
    script = (
        "paths = {%s}\ni = 0\nrequest = function()\n  i = i %% #paths + 1\n  return wrk.format('GET', paths[i])\nend\n"
    )
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as lua, nginx(site) as root:
        lua.write(script % ",".join(f"'{path}'" for path in paths))
        lua.flush()
        command = ["wrk", "-t2", "-c64", f"-d{SECONDS}s", "--latency", "-H", "Accept-Encoding: gzip", "-s", lua.name]
        said = subprocess.run([*command, root], check=True, capture_output=True, text=True).stdout

    def found(pattern: str) -> str:
        match = re.search(pattern, said)
        return match[1] if match else "0"

    requests, a_second = found(r"(\d+) requests in"), found(r"Requests/sec:\s+(\S+)")
    wrong, broken = found(r"Non-2xx or 3xx responses: (\d+)"), found(r"Socket errors: (.*)")
    print(f"nginx, {len(paths)} addresses, 64 connections, {SECONDS} s: {requests} requests ({a_second} a second),")
    print(f"  error answers {wrong}, socket errors {broken}, p99 {found(r'99%.*?([0-9.]+.?s)')}")


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _kills(site: Path, count: int = 20) -> None:
    """Builds killed at moments spread over their whole length: the last good site stands there, whole."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        target = Path(name) / "site"
        shutil.copytree(site, target)
        good = _tree(target)
        command = [sys.executable, "-c", f"from build_site import *; build(ROOT, Path({str(target)!r}))"]
        whole = 0
        started = time.perf_counter()
        subprocess.run(command, cwd=ROOT / "scripts", check=True, capture_output=True)
        length = time.perf_counter() - started
        for i in range(count):
            running = subprocess.Popen(command, cwd=ROOT / "scripts", stdout=subprocess.DEVNULL, start_new_session=True)
            time.sleep(length * (i + random.random()) / count)  # noqa: S311 - not for secrets
            running.send_signal(signal.SIGKILL)
            running.wait()
            whole += _tree(target) == good
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)  # MkDocs, which it had started
        print(f"builds killed at {count} moments: {whole} of {count} left the good site")


def load_and_faults(site: Path) -> None:
    """Put load on the built `site`, and kill builds of it."""
    print()
    _kills(site)
    if from_debian("nginx", "nginx-light") and from_debian("wrk"):
        _load(site)
    else:
        print("nginx or wrk is not installed: no load was put on the site.")
