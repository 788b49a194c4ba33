"""Debian packages that a comparison needs."""

import os
import shutil
import subprocess

from .processes import Failure


def require(package, is_there):
    """Installs a package if what it brings is missing."""
    if is_there():
        return
    if os.geteuid() == 0:
        become_root = []
    elif shutil.which("sudo"):
        become_root = ["sudo"]
    else:
        raise Failure(f"{package} is missing and there is neither root nor sudo here: apt-get install {package}")
    print(f"installing {package}", flush=True)
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    for arguments in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", package]):
        done = subprocess.run(become_root + environment + ["apt-get"] + arguments, capture_output=True, text=True)
        if done.returncode != 0:
            raise Failure(f"apt-get {' '.join(arguments)} failed:\n{done.stderr.strip()}")
    if not is_there():
        raise Failure(f"{package} was installed, but what it should bring is not there")
