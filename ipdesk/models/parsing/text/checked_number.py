"""What the check of a number answers."""

from __future__ import annotations

from typing import NamedTuple


class Checked(NamedTuple):
    """A number as it should be written, a Chinese sentence on what is wrong, and what it tells.

    ``problem`` is empty where nothing is wrong; a ``confirmable`` one is a doubt that a clerk may confirm.
    ``offer`` is another value that the clerk may take instead, empty for none.
    """

    value: str
    problem: str = ""
    confirmable: bool = False
    note: str = ""
    offer: str = ""
