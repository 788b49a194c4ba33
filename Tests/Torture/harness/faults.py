"""The library that is put between leashd and the C library, and what tells it what to do."""

import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent.parent
SOURCES = ROOT / "Tests" / "Torture" / "faults"
LIBRARY = ROOT / ".build" / "torture" / "faults.so"


def build():
    """Compiles the library if a source is newer than it."""
    sources = sorted(SOURCES.glob("*.c"))
    newest = max((path.stat().st_mtime for path in SOURCES.iterdir()), default=0)
    if LIBRARY.exists() and LIBRARY.stat().st_mtime >= newest:
        return
    LIBRARY.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["gcc", "-std=c11", "-O2", "-g", "-Wall", "-Wextra", "-Werror", "-fPIC", "-shared", "-pthread",
         "-o", LIBRARY, *sources, "-ldl"], check=True)


def preload(**settings):
    """The environment of a process with the library: FAULTS_ and the upper-case name of each setting."""
    return {"LD_PRELOAD": str(LIBRARY)} | {f"FAULTS_{name.upper()}": str(value) for name, value in settings.items()}


def set_clock(path, wall, slept=0):
    """Sets the wall clock off by so many milliseconds, of a machine that has slept for so many."""
    pathlib.Path(path + ".new").write_text(f"{wall} {slept}")
    os.rename(path + ".new", path)
