"""Serve a built site on loopback the way a good host does: compressed, with the headers that the site asks for in its
file `_headers`, and with its own page for what is missing."""

import gzip
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

_TEXT = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
}


def _headers(site: Path, path: str) -> list[tuple[str, str]]:
    """The headers that `_headers` of a site names for a path; none where there is no such file."""
    file = site / "_headers"
    named: list[tuple[str, str]] = []
    applies = False
    for line in file.read_text("utf-8").splitlines() if file.exists() else ():
        if line.startswith("/"):
            applies = path.startswith(line.rstrip("*"))
        elif applies:
            name, _, value = line.strip().partition(": ")
            named.append((name, value))
    return named


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what matters is seen in the browser."""

    def do_GET(self) -> None:
        """Answer with the file, its folder's index.html, or 404.html."""
        path = Path(self.translate_path(self.path))
        status = 200
        if path.is_dir():
            path = path / "index.html"
        if not path.is_file():
            path, status = Path(self.directory) / "404.html", 404
        content = path.read_bytes()
        kind = _TEXT.get(path.suffix)
        self.send_response(status)
        if kind:
            content = gzip.compress(content, 9)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind else self.guess_type(str(path)))
        for name, value in _headers(Path(self.directory), self.path):
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with suppress(ConnectionError):  # a browser may leave before it has everything
            self.wfile.write(content)


class _Server(ThreadingHTTPServer):
    """A server that is gone when it is closed: connections that a browser keeps open are ended, too."""

    def __init__(self, *arguments: Any) -> None:
        self._open: list[socket.socket] = []
        super().__init__(*arguments)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.append(request)
        super().process_request(request, client_address)

    def server_close(self) -> None:
        super().server_close()
        for connection in self._open:
            with suppress(OSError):  # most are closed already
                connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def serving(site: Path, port: int = 0) -> Iterator[str]:
    """Serve the folder `site` while the context lasts; its address, with a closing slash. Port 0 is any free one."""
    server = _Server(("127.0.0.1", port), partial(_Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
