"""One run of a torment: its seed, its size, and how far it has come."""

import random
import sys
import time

from daemon import BOUND, DaemonError


class Failure(Exception):
    """A promise was broken."""


class Skipped(Exception):
    """This machine does not let the torment happen."""


# What the daemon's own harness finds is a failure like any other.
BROKEN = (Failure, DaemonError)


class Run:
    """Its random numbers all come from one seed."""

    def __init__(self, name, seed, short, count):
        self.name, self.seed, self.short, self.count = name, seed, short, count
        self.random = random.Random(seed)
        self._shown = 0.0

    def rounds(self, short, long):
        return self.count or (short if self.short else long)

    def repetition(self):
        count = f" --count {self.count}" if self.count else ""
        return count + (" --short" if self.short else "")

    def tell(self, text):
        """Says what was found, always."""
        print(f"  {text}", flush=True)

    def progress(self, text):
        """Shows how far it has come, once in a while."""
        now = time.monotonic()
        if now - self._shown >= (0.5 if sys.stdout.isatty() else 20):
            self._shown = now
            end = "\r" if sys.stdout.isatty() else "\n"
            print(f"  {text}", end=end, flush=True)


def eventually(holds):
    """Whether it comes to hold within the bound."""
    deadline = time.monotonic() + BOUND
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))] if values else 0
