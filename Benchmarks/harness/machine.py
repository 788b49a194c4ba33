"""What a figure was taken on: without it, the figure says little."""

import os
import pathlib
import platform
import subprocess


def description(directory):
    """The machine, its system, and the file system that holds a directory."""
    return {
        "processor": _field("/proc/cpuinfo", "model name"),
        "processors": len(os.sched_getaffinity(0)),
        "memory_mib": int(_field("/proc/meminfo", "MemTotal").split()[0]) // 1024,
        "kernel": platform.release(),
        "system": _system(),
        "filesystem": _filesystem(directory),
    }


def in_words(machine):
    """One line for people."""
    return (f"{machine['processors']} x {machine['processor']}, {machine['memory_mib'] // 1024} GiB, "
            f"{machine['system']}, Linux {machine['kernel']}, {machine['filesystem']}")


def _filesystem(directory):
    """Its type, with its mount options."""
    done = subprocess.run(
        ["findmnt", "-n", "-o", "FSTYPE,OPTIONS", "--target", str(directory)], capture_output=True, text=True)
    return " ".join(done.stdout.split()) or "unknown"


def _field(path, name):
    for line in pathlib.Path(path).read_text().splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return "unknown"


def _system():
    return platform.freedesktop_os_release().get("PRETTY_NAME", "unknown")
