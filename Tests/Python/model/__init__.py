"""A reference model of the session rules, written from the two normative texts and nothing else."""

from .ledger import Ledger
from .refusal import Refusal
from .settings import Settings

__all__ = ["Ledger", "Refusal", "Settings"]
