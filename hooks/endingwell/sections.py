"""Cut a rendered page into the units that readers link to."""

import re
from dataclasses import dataclass
from html import escape, unescape

_H2 = re.compile(r'^<h2 id="(?P<id>[^"]+)">(?P<title>.*?)</h2>$', re.MULTILINE | re.DOTALL)
_LEAD_HEADING = re.compile(r"<h1[^>]*>(?P<title>.*?)</h1>\s*", re.DOTALL)


@dataclass(frozen=True)
class RenderedSection:
    """One h2 of a page: its id, the HTML of its heading, the HTML under it."""

    id: str
    title: str
    html: str


@dataclass(frozen=True)
class RenderedPage:
    """A page's main heading, the HTML between it and the first h2, and its sections in order."""

    title: str
    lead: str
    sections: list[RenderedSection]


def _scrolling(html: str, title: str) -> str:
    """Tables that are wider than a small screen scroll by themselves, by keyboard, too; named after their section."""
    name = escape(unescape(re.sub("<[^>]+>", "", title)))
    opened = html.replace("<table>", f'<div class="wide" tabindex="0" role="group" aria-label="{name}">\n<table>')
    return opened.replace("</table>", "</table>\n</div>")


def split_page(html: str) -> RenderedPage:
    """Split the HTML that Python-Markdown makes of a page at its h2 headings (each begins a line)."""
    matches = list(_H2.finditer(html))
    lead = html[: matches[0].start()] if matches else html
    heading = _LEAD_HEADING.search(lead)
    ends = [match.start() for match in matches[1:]] + [len(html)] * bool(matches)
    sections = [
        RenderedSection(match["id"], match["title"], _scrolling(html[match.end() : end].strip(), match["title"]))
        for match, end in zip(matches, ends, strict=True)
    ]
    return RenderedPage(heading["title"] if heading else "", _LEAD_HEADING.sub("", lead, count=1).strip(), sections)
