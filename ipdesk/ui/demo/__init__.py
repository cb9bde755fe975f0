"""The desk shown without a screen: the main job played to its end, and pictures of every page."""

from ipdesk.ui.demo.job import play
from ipdesk.ui.demo.pictures import screenshots

__all__ = ["play", "screenshots"]
