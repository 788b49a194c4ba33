"""Random requests: valid ones, wrong ones and those at the boundary between the two."""

from .requests import QUIET, Requests, Step

__all__ = ["QUIET", "Requests", "Step"]
