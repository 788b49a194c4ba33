"""Where things are, and where a run may write."""

import pathlib
import tempfile

BENCHMARKS = pathlib.Path(__file__).resolve().parent.parent
ROOT = BENCHMARKS.parent
OUTPUT = ROOT / ".build" / "bench"
LOAD_SOURCES = BENCHMARKS / "load"
RIVALS = BENCHMARKS / "rivals"


def disk_directory(stack, name):
    """A directory below .build, on the disk that is measured; gone when the run is over."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    directory = stack.enter_context(tempfile.TemporaryDirectory(prefix=f"{name}-", dir=OUTPUT))
    return pathlib.Path(directory)


def socket_directory(stack):
    """A directory with a short name: the path of a Unix socket holds 107 bytes, and checkouts lie deep."""
    return pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="leashd-bench-")))
