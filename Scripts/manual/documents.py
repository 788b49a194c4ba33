"""The documents that are installed, and what their links lead to."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# The Makefile puts its PREFIX in place of /usr.
INSTALLED_IN = "/usr/share/doc/leashd"

INSTALLED = {
    file
    for pattern in ("README.md", "SECURITY.md", "CHANGELOG.md", "docs/*.md", "etc/**/*")
    for file in ROOT.glob(pattern) if file.is_file()
}

LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)([^)#]*)#?([^)]*)\)")


def broken() -> Iterator[str]:
    """Every link that leads nowhere, also in the documents that are not installed."""
    for pattern in ("*.md", "docs/**/*.md", "Benchmarks/*.md", "Tests/**/*.md"):
        for document in sorted(ROOT.glob(pattern)):
            for link in LINK.finditer(document.read_text()):
                target = led_to(document, link)
                if not target.exists() or link[3] and link[3] not in anchors(target):
                    yield f"{document.relative_to(ROOT)}: {link[0]} leads nowhere"


def as_installed(document: Path) -> str:
    """The text, in which what is not installed is no link."""
    def changed(link: re.Match) -> str:
        target = led_to(document, link)
        is_installed = any(target in (file, *file.parents) for file in INSTALLED)
        return link[0] if is_installed else f"{link[1]} (in the source)"

    return LINK.sub(changed, document.read_text())


def with_paths(document: Path) -> str:
    """The text, for a manual page: where it leads to another document, it says where that is installed."""
    def changed(link: re.Match) -> str:
        target = led_to(document, link)
        return f"`{INSTALLED_IN}/{target.relative_to(ROOT)}`" if target in INSTALLED - {document} else link[1]

    return LINK.sub(changed, document.read_text())


def led_to(document: Path, link: re.Match) -> Path:
    return (document.parent / link[2]).resolve() if link[2] else document


def anchors(document: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", document.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
