"""What leashd is put through, by name, in the order in which it is run."""

from . import kill, power

TORMENTS = {
    "kill": kill.run,
    "power": power.run,
}
