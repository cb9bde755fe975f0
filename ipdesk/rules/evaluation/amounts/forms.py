"""Amounts, compiled: every form that a pack can write, ready to compute."""

from __future__ import annotations

# Importing them is what makes their forms known.
from ipdesk.rules.evaluation.amounts import choices, combinations, figures
from ipdesk.rules.evaluation.amounts.base import AmountExpression, TraceContext, compile_amount

__all__ = ["AmountExpression", "TraceContext", "choices", "combinations", "compile_amount", "figures"]
