"""The desk shown without a screen: the main job played to its end, and pictures of every page."""

from ipdesk.demo.job import play
from ipdesk.demo.pictures import screenshots

__all__ = ["play", "screenshots"]
