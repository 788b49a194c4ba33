"""The load generator: built from source, run with JSON output."""

import json
import os
import shutil
import subprocess

from . import places
from .packages import require
from .processes import Failure

PROGRAM = places.OUTPUT / "leashload"
FLAGS = ["-std=gnu17", "-D_GNU_SOURCE", "-O2", "-Wall", "-Wextra", "-Werror"]
PATIENCE = 60  # seconds beyond the expected ones until a command counts as hanging
SESSIONS_A_SECOND = 2000  # what granting reaches at the very least


def build():
    """Compiles the generator; it is small, so always all of it."""
    require("gcc", lambda: shutil.which("gcc"))
    require("libc6-dev", lambda: os.path.exists("/usr/include/stdio.h"))
    places.OUTPUT.mkdir(parents=True, exist_ok=True)
    sources = sorted(places.LOAD_SOURCES.glob("*.c"))
    done = subprocess.run(["gcc", *FLAGS, "-o", PROGRAM, *sources], capture_output=True, text=True)
    if done.returncode != 0:
        raise Failure(f"the load generator does not compile:\n{done.stderr}")


def run(command, *, seconds=None, **options):
    """Runs one command of the generator and returns what it measured. Any refused or missing answer is a failure."""
    arguments = [str(PROGRAM), command, "--json"]
    patience = (seconds or 0) + options.get("sessions", 0) / SESSIONS_A_SECOND + PATIENCE
    if seconds is not None:
        options["seconds"] = seconds
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is True:
            arguments.append(flag)
        elif value is not False and value is not None:
            arguments += [flag, str(value)]
    try:
        done = subprocess.run(arguments, capture_output=True, text=True, timeout=patience)
    except subprocess.TimeoutExpired:
        raise Failure(f"{' '.join(arguments)} hangs") from None
    if done.returncode != 0:
        raise Failure(f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr.strip()}")
    return json.loads(done.stdout)


def fdatasync(directory, seconds, overwrite):
    """What the disk does on its own."""
    return run("fdatasync", seconds=seconds, directory=directory, overwrite=overwrite)
