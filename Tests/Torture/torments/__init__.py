"""What leashd is put through, by name, in the order in which it is run."""

from . import clocks, damage, errors, full_disk, kill, power, starvation

TORMENTS = {
    "kill": kill.run,
    "power": power.run,
    "errors": errors.run,
    "full-disk": full_disk.run,
    "damage": damage.run,
    "starvation": starvation.run,
    "clocks": clocks.run,
}
