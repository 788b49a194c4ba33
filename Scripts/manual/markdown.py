"""Markdown, as far as this project's documents use it, to the man macros."""

import re
from collections.abc import Iterator

BREAK = "\\:"
# How long a line of code may be: it is indented by eleven columns, and a terminal has eighty.
WIDEST_CODE = 69


def roff(page: str, section: int, version: str, markdown: str) -> str:
    """A manual page. Headings of the second level become its sections; the title of the first is left out."""
    # Without .ss, a sentence that ends where a line of the source does is followed by two spaces.
    lines = [f'.TH "{page}" "{section}" "" "leashd {version}" "leashd"', ".nh", ".ad l", ".ss 12 0"]
    for block in blocks(markdown):
        lines += written(block)
    kept = [line for before, line in zip(["", *lines], lines) if not (line == ".PP" and before.startswith(".S"))]
    return "\n".join(kept) + "\n"


def wide_code(markdown: str) -> Iterator[str]:
    """Lines of code that would go beyond the edge of a terminal, where man does not break them."""
    for block in blocks(markdown):
        if block and block[0] == "```":
            yield from (line for line in block[1:] if len(line) > WIDEST_CODE)


def blocks(markdown: str) -> Iterator[list[str]]:
    """Runs of lines between empty ones, with code blocks whole and list items apart."""
    block: list[str] = []
    fenced = False
    for line in markdown.splitlines():
        if line.startswith("```"):
            fenced = not fenced
            if fenced:
                yield block
            else:
                yield ["```", *block]
            block = []
        elif fenced:
            block.append(line)
        elif line.startswith("    ") and (not block or block[0] == "```"):
            block = [*(block or ["```"]), line[4:]]
        elif block and block[0] == "```" and not line:
            block.append("")
        elif not line or (re.match(r"- |#", line) and block) or (block and block[0] == "```"):
            yield block
            block = [line] if line else []
        else:
            block.append(line)
    yield block


def written(block: list[str]) -> list[str]:
    """One block in man macros."""
    if not block:
        return []
    first = block[0]
    if first == "```":
        code = "\n".join(block[1:]).strip("\n").split("\n")
        return [".PP", ".in +4n", ".nf", *(start(escaped(line, code=True)) for line in code), ".fi", ".in"]
    if first.startswith("# "):
        return written(block[1:])
    if first.startswith("## "):
        return [f'.SH "{quoted(inline(first[3:].upper()))}"', *written(block[1:])]
    if first.startswith("### "):
        return [f'.SS "{quoted(inline(first[4:]))}"', *written(block[1:])]
    if first.startswith("|"):
        return table([[cell.strip() for cell in row.strip("|").split("|")] for row in block])
    if first.startswith("- "):
        return [".IP \\(bu 2", *text([first[2:], *(line.strip() for line in block[1:])])]
    if first.startswith(": "):
        return [*text([first[2:], *(line.strip() for line in block[1:])])]
    if len(block) > 1 and block[1].startswith(": "):
        return [".TP", start(inline(first)), *text([block[1][2:], *(line.strip() for line in block[2:])])]
    return [".PP", *text(block)]


def table(rows: list[list[str]]) -> list[str]:
    """A list of definitions: terminals are too narrow for columns of prose. The second row only draws a line."""
    lines = []
    names = rows[0][1:]
    for row in rows[2:]:
        filled = [(name, cell) for name, cell in zip(names, row[1:]) if cell]
        lines += [".TP", start(inline(row[0]))]
        if not filled:
            lines.append("\\ ")
        for index, (name, cell) in enumerate(filled):
            said = cell if len(names) == 1 or f"{cell} ".startswith(f"{name} ") else f"{name}: {cell}"
            lines += [*([".br"] if index else []), *text([said])]
    return lines


def text(lines: list[str]) -> list[str]:
    return [start(line) for line in inline("\n".join(lines)).split("\n")]


def inline(markdown: str) -> str:
    """Code and strong in bold, emphasis in italics, of links only the words."""
    markdown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    parts = re.split(r"(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*)", markdown)
    return "".join(marked(part) for part in parts)


def marked(part: str) -> str:
    if part.startswith("**"):
        return f"\\fB{inline(part[2:-2])}\\fR".replace("\\fB\\fB", "\\fB").replace("\\fR\\fR", "\\fR")
    if len(part) > 1 and part.startswith("`"):
        code = escaped(part[1:-1], code=True)
        # A line may end within a long one.
        return f"\\fB{code.replace(',', ',' + BREAK) if len(code) > 60 else code}\\fR"
    if len(part) > 2 and part.startswith("*") and part.endswith("*"):
        return f"\\fI{escaped(part[1:-1])}\\fR"
    return escaped(part)


def escaped(words: str, code: bool = False) -> str:
    words = words.replace("\\", "\\e")
    words = re.sub(r"-(?=-|\w*\d)|(?<=\s)-(?=\w)|^-(?=\w)", r"\\-", words) if not code else words.replace("-", "\\-")
    if code:
        words = words.replace("'", "\\(aq").replace("`", "\\(ga").replace("^", "\\(ha").replace("~", "\\(ti")
    return words


def start(line: str) -> str:
    """A line that does not begin with what roff would take for a macro."""
    return "\\&" + line if line.startswith((".", "'")) else line


def quoted(words: str) -> str:
    return words.replace('"', '""')
