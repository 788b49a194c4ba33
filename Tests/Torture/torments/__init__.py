"""What leashd is put through, by name, in the order in which it is run."""

from . import errors, full_disk, kill, power

TORMENTS = {
    "kill": kill.run,
    "power": power.run,
    "errors": errors.run,
    "full-disk": full_disk.run,
}
