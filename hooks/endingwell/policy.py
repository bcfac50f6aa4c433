"""What a page may load and run (Content Security Policy Level 3, W3C), for its meta element and for hosts' headers."""

import base64
import hashlib

from endingwell.assets import Assets
from endingwell.offline.built import DOWNLOAD
from endingwell.project import Project

# Scripts are files of the site; text between <script> tags runs only if its digest is named. Styles are inlined, and
# pictures may be data: URIs (the icon).
_DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'unsafe-inline'",
    "font-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}

# Sent by the host beside the policy. Pages may be framed: communities embed them, and nothing on them acts for anyone.
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def digest(script: str) -> str:
    """The source expression that allows one inline script: "'sha256-…'"."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def policy(*scripts: str) -> str:
    """The policy of a page that holds the given inline scripts."""
    sources = " ".join(["'self'", *map(digest, scripts)])
    return "; ".join(f"{name} {sources if name == 'script-src' else value}" for name, value in _DIRECTIVES.items())


def door_policy(script: str) -> str:
    """The policy of a door: one inline script and its styles, nothing else. Short, because a door is."""
    return f"default-src 'none';script-src {digest(script)};style-src 'unsafe-inline'"


def single_file_policy(*scripts: str) -> str:
    """The policy of the single-file copy: its own scripts, and no request of any kind."""
    sources = " ".join(map(digest, scripts))
    inside = "style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; script-src {sources}; {inside}"


def headers_file(project: Project, assets: Assets, *scripts: str) -> str:
    """The file `_headers` that Netlify, Cloudflare Pages and others read from the root of a site.

    `scripts` are the inline scripts of all its pages: a page obeys this policy and its own. It is sent by path, because
    a header that all paths get could not be taken back from the copies in one file, whose own policy is stricter and
    allows their own scripts.
    """
    tops = {page.partition("/")[0] for page in project.nav} - {"index", DOWNLOAD}
    folders = sorted({*tops, *(locale.code for locale in project.locales if not locale.default), "go"})
    pages = ["/", f"/{DOWNLOAD}/", *(f"/{folder}/*" for folder in folders)]
    named_by_content = sorted(f"/{path}" for path, _ in assets.files.values() if not path.endswith(".txt"))
    rules = {"/*": SECURITY_HEADERS}
    rules |= {path: {"Content-Security-Policy": policy(*scripts)} for path in pages}
    rules |= {path: {"Cache-Control": "public, max-age=31536000, immutable"} for path in named_by_content}
    return "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
        for path, headers in rules.items()
    )
