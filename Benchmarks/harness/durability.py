"""Whether a commit reaches the disk before its answer: the system calls of a server, traced while it is asked."""

import re
import shutil
import signal
import subprocess
import time

from . import packages, places
from .processes import Failure

CALLS = "fdatasync,fsync,sync_file_range,sendto,sendmsg,write,writev"
SYNC = re.compile(r"(?:fdatasync|fsync)\(")
SENT = re.compile(r"(?:sendto|sendmsg|write|writev)\(\d+<(?:UNIX|socket)")


def observe(server, requests, **shape):
    """Asks a server that many times under trace and counts. `unsynced` are answers that no sync came before since
    the last answer; with one request in flight there must be none."""
    packages.require("strace", lambda: shutil.which("strace"))
    trace = places.OUTPUT / "trace.txt"
    tracer = subprocess.Popen(
        ["strace", "-f", "-y", "-s", "400", "-e", f"trace={CALLS}", "-e", "signal=none", "-o", trace,
         "-p", str(server.pid)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        _wait_until_attached(server.pid, tracer)
        load = server.authorize(requests=requests, seconds=30, **shape)
    finally:
        tracer.send_signal(signal.SIGINT)
        tracer.communicate()
    counts = count(trace.read_text(errors="replace").splitlines(), server.mark)
    return {"server": server.name, "answers": load["answers_in_all"], **counts, **shape}


def count(lines, mark):
    """Counts syncs, answers with a yes in them, and such answers without a sync since the one before."""
    syncs = sends = unsynced = 0
    synced = False
    for line in lines:
        # A call that another thread interrupts is written in two lines: it counts once, when it begins. A sync is only
        # over when it returns, but an answer sent meanwhile by another thread would be seen before that.
        if SYNC.search(line) and "<unfinished" not in line or re.search(r"<\.\.\. f(?:data)?sync resumed>", line):
            syncs += 1
            synced = True
        elif SENT.search(line) and mark in line.replace("\\", ""):
            sends += 1
            unsynced += not synced
            synced = False
    return {"syncs": syncs, "sends": sends, "unsynced": unsynced}


def _wait_until_attached(pid, tracer):
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and tracer.poll() is None:
        with open(f"/proc/{pid}/status") as status:
            if any(line.startswith("TracerPid:") and line.split()[1] != "0" for line in status):
                return
        time.sleep(0.01)
    tracer.kill()
    raise Failure(f"strace cannot attach to process {pid}: {tracer.communicate()[1].strip()}")
