"""The session that query functions are given, under a name that pages may use for types.

A page that wants several queries answered at one moment composes them in a function of a session for
``Store.read``; it hands the session on and does nothing else with it. At run time the name stands for
nothing, so that importing it does not load SQLAlchemy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["Session"]

if TYPE_CHECKING:
    from sqlalchemy.orm import Session
else:
    Session = object
