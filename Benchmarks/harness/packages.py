"""Debian packages that a comparison needs."""

import subprocess

from . import places
from .processes import Failure


def require(package, is_there):
    """Installs a package if what it brings is missing."""
    if is_there():
        return
    if subprocess.run([places.ROOT / "Scripts/require-packages", package]).returncode != 0:
        raise Failure(f"{package} is missing")
    if not is_there():
        raise Failure(f"{package} is needed, and what it brings is not there")
