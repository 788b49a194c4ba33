"""Random requests: valid ones, wrong ones and those at the boundary between the two."""

from .requests import Requests, Step

__all__ = ["Requests", "Step"]
