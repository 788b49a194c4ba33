"""Processes that end with the run, however it ends, and what the kernel says about them."""

import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time

START_SECONDS = 900  # the first start on 20 million rows makes the index of their keys
STOP_SECONDS = 30


class Failure(Exception):
    """Something that a person has to know, in a sentence."""


@contextlib.contextmanager
def run_of_a_program():
    """An exit stack that is unwound by signals too, and failures printed as sentences."""
    signals = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)

    def leave(number, _frame):
        for impatient in signals:
            signal.signal(impatient, signal.SIG_IGN)  # the unwinding takes a second; a second Ctrl-C must not cut it off
        sys.exit(128 + number)

    for number in signals:
        signal.signal(number, leave)
    try:
        with contextlib.ExitStack() as stack:
            yield stack
    except Failure as failure:
        sys.exit(f"{pathlib.Path(sys.argv[0]).name}: {failure}")


def start(stack, command, log, stop_signal=signal.SIGTERM, **options):
    """Starts a process whose output goes to a file and which is stopped when the stack unwinds."""
    output = stack.enter_context(open(log, "wb"))
    process = subprocess.Popen(
        [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
        start_new_session=True, **options)
    stack.callback(stop, process, stop_signal)
    return process


def stop(process, stop_signal=signal.SIGTERM):
    """Asks a process to end, waits, and insists. Returns its exit status."""
    if process.poll() is None:
        process.send_signal(stop_signal)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait()


def wait_for_socket(path, process, log):
    """Waits until somebody listens, and says how long it took, in seconds."""
    started = time.monotonic()
    while time.monotonic() - started < START_SECONDS:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
            with contextlib.suppress(OSError):
                client.connect(str(path))
                return time.monotonic() - started
        if process.poll() is not None:
            break
        time.sleep(0.002)
    state = "still runs" if process.returncode is None else f"ended with status {process.returncode}"
    raise Failure(f"nobody listens at {path}, the process {state}; the end of {log}:\n{tail(log)}")


def tail(log, lines=15):
    """The last lines of a log."""
    return "\n".join(pathlib.Path(log).read_text(errors="replace").splitlines()[-lines:])


def memory_kib(pid):
    """Resident memory now and at its highest, in KiB."""
    fields = _status(f"/proc/{pid}/status")
    return {"now": fields["VmRSS"], "highest": fields["VmHWM"]}


def read_files(directory):
    """Has the kernel hold the files in a directory in memory, as much of them as there is room for."""
    for path in pathlib.Path(directory).iterdir():
        if path.is_file():
            with open(path, "rb", buffering=0) as file:
                while file.read(1 << 20):
                    pass


def forget_files(directory):
    """Has the kernel forget what it holds of the files in a directory, so that the next to read them reads the disk."""
    for path in pathlib.Path(directory).iterdir():
        if path.is_file():
            with open(path, "rb") as file:
                os.fsync(file.fileno())
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def idleness(pid, seconds=5.0, settling=2.0):
    """What a process does while nobody asks it anything: how often it wakes up, and its processor time."""
    time.sleep(settling)
    before = (_switches(pid), _processor_seconds(pid))
    time.sleep(seconds)
    after = (_switches(pid), _processor_seconds(pid))
    return {"seconds": seconds, "wake_ups": after[0] - before[0], "processor_seconds": after[1] - before[1]}


def _switches(pid):
    tasks = [_status(f"/proc/{pid}/task/{task}/status") for task in os.listdir(f"/proc/{pid}/task")]
    return sum(task["voluntary_ctxt_switches"] + task["nonvoluntary_ctxt_switches"] for task in tasks)


def _processor_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _status(path):
    lines = pathlib.Path(path).read_text().splitlines()
    pairs = (line.split(":", 1) for line in lines)
    return {name: int(value.split()[0]) for name, value in pairs if value.split()[:1] and value.split()[0].isdigit()}
