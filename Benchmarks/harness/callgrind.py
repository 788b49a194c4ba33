"""Instructions instead of time: a busy machine changes nothing about them."""

import os
import re
import subprocess

from . import places
from .processes import Failure

SESSIONS = 200
SHORT, LONG = 10, 40  # turns
REQUESTS_A_TURN = 64  # Benchmarks/Micro/Stage.swift


def stripped(stack, program):
    """A copy of the program without what a debugger reads, in which valgrind would lose its way."""
    if not program.exists():
        raise Failure(f"{program} is not there: make instructions builds it")
    copy = places.disk_directory(stack, "instructions") / program.name
    subprocess.run(["strip", "--strip-debug", "-o", copy, program], check=True)
    return copy


def instructions_a_request(stack, program, stage):
    """The difference between two runs of different length: the start, the sessions and the requests' making are in both.
    The runs have a processor each where there are two."""
    runs = [_start(stack, program, stage, turns) for turns in (SHORT, LONG)]
    short, long = (_count(run) for run in runs)
    return round((long - short) / ((LONG - SHORT) * REQUESTS_A_TURN))


def _start(stack, program, stage, turns):
    command = [
        "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, stage, str(turns), str(SESSIONS),
        str(LONG)]
    # What hash tables do depends on a number that is drawn at the start otherwise.
    environment = os.environ | {"SWIFT_DETERMINISTIC_HASHING": "1"}
    run = subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    stack.callback(run.kill)
    return run


def _count(run):
    said = run.communicate()[1]
    found = re.search(r"Collected : (\d+)", said)
    if run.returncode != 0 or not found:
        raise Failure(f"{' '.join(map(str, run.args))} failed:\n{said}")
    return int(found[1])
