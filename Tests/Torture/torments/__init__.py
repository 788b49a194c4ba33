"""What leashd is put through, by name, in the order in which it is run."""

from . import clocks, damage, errors, full_disk, kill, memory, power, retention, starvation

TORMENTS = {
    "kill": kill.run,
    "power": power.run,
    "retention": retention.run,
    "errors": errors.run,
    "full-disk": full_disk.run,
    "damage": damage.run,
    "starvation": starvation.run,
    "memory": memory.run,
    "clocks": clocks.run,
}
