"""What leashd is put through, by name, in the order in which it is run."""

from . import kill

TORMENTS = {
    "kill": kill.run,
}
