"""The settings that change what is answered."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    reservation_seconds: int = 3600
    expiry_margin_seconds: int = 0
    reservation_limit: int = 10_000
