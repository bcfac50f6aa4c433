"""Serve a folder with nginx as scripts/hosting/nginx.conf has it, on loopback."""

import socket
import ssl
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from compress import compress_folder

EXAMPLE = Path(__file__).parent / "hosting" / "nginx.conf"


@contextmanager
def nginx(site: Path, *, secure: bool = False) -> Iterator[str]:
    """Serve `site` while the context lasts; its address. Files that can be compressed get a .gz beside them.

    `secure` is how hosts serve: HTTP/2 over TLS, here with a certificate that nobody has signed, and without our
    policy, which would stop the scripts of the sites that ours is measured against. Needs nginx and openssl.
    """
    compress_folder(site)
    example = EXAMPLE.read_text("utf-8").replace("/srv/ending-well", str(site))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        with socket.socket() as free:  # a port that nobody else has
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        listen = f"listen 127.0.0.1:{port}"
        if secure:
            _certificate(folder)
            example = "\n".join(line for line in example.splitlines() if "Content-Security-Policy" not in line)
            listen += f" ssl http2; ssl_certificate {folder}/cert.pem; ssl_certificate_key {folder}/key.pem"
        (folder / "nginx.conf").write_text(
            f"daemon off; user root; worker_processes 2; pid {folder}/pid; error_log {folder}/log;\n"
            f"events {{ worker_connections 1024; }}\n"
            f"http {{ access_log off;\n{example.replace('listen 80', listen)}\n}}\n",
            "utf-8",
        )
        server = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL)
        root = f"http{'s' if secure else ''}://127.0.0.1:{port}/"
        try:
            _wait(root)
            yield root
        finally:
            server.terminate()
            server.wait()


def _certificate(folder: Path) -> None:
    """A certificate for loopback, good for a day."""
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run([*command, *files], check=True, capture_output=True)


def _wait(url: str) -> None:
    unsigned = ssl._create_unverified_context()  # noqa: S323 - our own server on loopback
    for _ in range(50):
        try:
            urllib.request.urlopen(url, context=unsigned).close()  # noqa: S310 - our own server on loopback
            return
        except urllib.error.HTTPError:  # an answer, too
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"nothing answers at {url}")
