"""Limits, compiled: every form that a pack can write.

Each module of this folder is imported here, which is what makes its form known: a form of limit needs no line
in a list of forms.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from ipdesk.rules.evaluation import limits
from ipdesk.rules.evaluation.limits.base import Binding, Cap, compile_limit

__all__ = ["Binding", "Cap", "compile_limit"]

for _module in iter_modules(limits.__path__):
    if _module.name != "forms":
        import_module(f"{limits.__name__}.{_module.name}")
