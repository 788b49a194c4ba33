"""What the manual pages take from elsewhere: options from the programs, settings from the configuration file."""

import json
import re
import subprocess
from pathlib import Path


def options(program: Path) -> str:
    """The options of a program, as its help has them."""
    return arguments(described(program)["arguments"])


def commands(program: Path) -> str:
    """Every command of a program, each with its options."""
    parts = []
    for command in described(program)["subcommands"]:
        if command["commandName"] == "help" or not command.get("shouldDisplay", True):
            continue
        parts.append(f"### {usage(command)}\n\n{command['abstract']}")
        if discussion := command.get("discussion"):
            parts.append(prose(discussion))
        parts.append(arguments(own(command)))
    return "\n\n".join(parts)


def settings(file: Path) -> str:
    """Sections and settings, as the comments of the configuration file explain them."""
    body = file.read_text().partition("\n[")
    parts = []
    for block in re.split(r"\n{2,}", "[" + body[2]):
        lines = block.splitlines()
        if lines[0].startswith("["):
            parts.append(f"### {lines[0]}\n\n{comment(lines[1:])}")
        elif setting := lines[-1].removeprefix("#"):
            parts.append(f"`{setting}`\n: {comment(lines[:-1])}")
    return "\n\n".join(parts)


def preamble(file: Path) -> str:
    """What the configuration file says before its first section."""
    head = file.read_text().partition("\n[")[0]
    paragraphs = re.split(r"\n#\n", head.strip())
    return "\n\n".join(comment(paragraph.splitlines()) for paragraph in paragraphs)


def described(program: Path) -> dict:
    dump = subprocess.run([program, "--experimental-dump-help"], check=True, capture_output=True)
    return json.loads(dump.stdout)["command"]


def own(command: dict) -> list[dict]:
    """The arguments that a command does not share with all others."""
    shared = {"socket", "json", "version", "help"}
    return [one for one in command.get("arguments", []) if not shared & {name["name"] for name in one.get("names") or []}]


def usage(command: dict) -> str:
    words = [command["commandName"]]
    arguments = own(command)
    if any(one["kind"] != "positional" for one in arguments):
        words.append("[OPTIONS]")
    for one in arguments:
        if one["kind"] == "positional":
            name = one["valueName"].upper() + ("..." if one["isRepeating"] else "")
            words.append(f"[{name}]" if one["isOptional"] else name)
    return " ".join(words)


def arguments(listed: list[dict]) -> str:
    shown = [one for one in listed if one.get("shouldDisplay", True)]
    return "\n\n".join(f"{term(one)}\n: {meaning(one)}" for one in shown)


def term(argument: dict) -> str:
    if argument["kind"] == "positional":
        return f"*{argument['valueName'].upper()}*"
    names = sorted(argument["names"], key=lambda name: len(name["name"]))
    spelled = ", ".join(f"`{'-' if name['kind'] == 'short' else '--'}{name['name']}`" for name in names)
    return spelled if argument["kind"] == "flag" else f"{spelled} *{argument['valueName'].upper()}*"


def meaning(argument: dict) -> str:
    said = argument.get("abstract", "")
    if values := argument.get("allValues"):
        said += f" One of {', '.join(values)}."
    if default := argument.get("defaultValue"):
        said += f" Else {default}."
    return said


def prose(discussion: str) -> str:
    """What a command's help says beside its options; examples are set off there, and are code here."""
    kept = []
    for line in discussion.splitlines():
        if re.fullmatch(r"[A-Z]+", line):
            kept.append(f"{line.capitalize()}:\n")
        else:
            kept.append("  " + line if line.startswith("  ") else line)
    return "\n".join(kept)


def comment(lines: list[str]) -> str:
    return "\n".join(line.lstrip("#").strip() for line in lines)
