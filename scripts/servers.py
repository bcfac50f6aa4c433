"""Serve a folder with nginx or Caddy as the examples in scripts/hosting have it, on loopback."""

import os
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

EXAMPLES = Path(__file__).parent / "hosting"
PLACE = "/srv/ending-well"  # where the examples have the site


@contextmanager
def nginx(site: Path, *, secure: bool = False) -> Iterator[str]:
    """Serve `site` while the context lasts; its address. Files that can be compressed get a .gz beside them.

    `secure` is how hosts serve: HTTP/2 over TLS, here with a certificate that nobody has signed, and without our
    policy, which would stop the scripts of the sites that ours is measured against. Needs nginx and openssl.
    """
    compress_folder(site)
    example = (EXAMPLES / "nginx.conf").read_text("utf-8").replace(PLACE, str(site))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        port = _free_port()
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
        scheme = "https" if secure else "http"
        with _running(["nginx", "-c", str(folder / "nginx.conf")], f"{scheme}://127.0.0.1:{port}/") as root:
            yield root


@contextmanager
def caddy(site: Path) -> Iterator[str]:
    """Serve `site` while the context lasts; its address. Needs Caddy."""
    compress_folder(site)
    port = _free_port()
    example = (EXAMPLES / "Caddyfile").read_text("utf-8").replace(PLACE, str(site))
    example = example.replace("\nending-well.example {", f"\nhttp://127.0.0.1:{port} {{")
    with tempfile.TemporaryDirectory() as name:
        config = Path(name) / "Caddyfile"
        config.write_text(f"{{\n\tadmin off\n\tauto_https off\n}}\n{example}", "utf-8")
        own = {"HOME": name, "XDG_CONFIG_HOME": name, "XDG_DATA_HOME": name}
        command = ["caddy", "run", "--config", str(config), "--adapter", "caddyfile"]
        with _running(command, f"http://127.0.0.1:{port}/", **own) as root:
            yield root


@contextmanager
def _running(command: list[str], root: str, **environment: str) -> Iterator[str]:
    """Run a server while the context lasts, from its first answer at `root` on."""
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=os.environ | environment)
    try:
        _wait(root)
        yield root
    finally:
        server.terminate()
        server.wait()


def _free_port() -> int:
    """A port that nobody else has."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


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
