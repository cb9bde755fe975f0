"""Remarks on figures that look like slips: nothing, far too little, a share written as a fraction."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ipdesk.rules.checking.collector import Notes
from ipdesk.rules.core.money import FEN_PER_YUAN, grouped_yuan
from ipdesk.rules.pack import model as pack
from ipdesk.rules.source.yaml_source import Position

_FEWEST_FEN = 50 * FEN_PER_YUAN
_FEWEST_FEN_OF_LIMIT = 100 * FEN_PER_YUAN
_WHOLE = 100
_SAID = ("千分", "万分", "‰")
# Inside these a figure is a part of a sum, not what is paid.
_PARTS = ("percent", "times", "ratio", "sum", "less", "larger")


def check_figures(notes: Notes) -> None:
    """Check the figures of every rule and every limit."""
    for number, rule in enumerate(notes.form.rules):
        if rule.amount is not None:
            _amount(notes, rule, rule.amount, ("rules", number, "amount"), paid=True)
    for number, limit in enumerate(notes.form.limits):
        for at, fen in _sums(limit, ("limits", number, "sum")):
            _sum(notes, fen, at)


def _amount(notes: Notes, rule: pack.Rule, form: pack.AmountForm, at: Position, *, paid: bool) -> None:
    """Check one amount and those inside it; ``paid`` says whether it may be a line's whole sum."""
    if form.fixed is not None and at[-1] != "otherwise":
        _fixed(notes, form.fixed, at, paid=paid)
    for place, rate in _rates(form, at):
        _rate(notes, rule, rate, place)
    inside = paid and form.form() not in _PARTS
    for place, inner in form.inner():
        _amount(notes, rule, inner, (*at, *place), paid=inside)


def _fixed(notes: Notes, fen: int, at: Position, *, paid: bool) -> None:
    if fen == 0:
        notes.warn(at, "pays_nothing", "金额为 0，这样写谁也得不到资助，请核对；本来就不资助的不必写。")
    elif paid and fen < _FEWEST_FEN:
        notes.warn(
            at, "tiny_sum", f"金额只有 {grouped_yuan(fen)} 元，请核对单位：金额以元计，20 万元写 200000。"
        )


def _rates(form: pack.AmountForm, at: Position) -> Iterator[tuple[Position, Decimal]]:
    if form.percent is not None and form.percent.rate.number is not None:
        yield (*at, "percent", "rate"), form.percent.rate.number
    for number, band in enumerate(form.bands.steps if form.bands else ()):
        # A first band may well be free; that nothing is paid at all is another matter.
        if band.rate:
            yield (*at, "bands", "steps", number, "rate"), band.rate


def _rate(notes: Notes, rule: pack.Rule, rate: Decimal, at: Position) -> None:
    said = any(word in text for word in _SAID for text in (rule.title, rule.summary, *rule.notes))
    if rate == 0:
        notes.warn(at, "pays_nothing", "比例为 0，这样写谁也得不到资助，请核对。")
    elif rate < 1 and f"{rate}%" not in rule.summary and not said:
        meant = f"{(rate * _WHOLE).normalize():f}"
        message = f"rate 写的是百分之几：{rate} 只是百分之 {rate}。如果是百分之 {meant}，请写 {meant}。"
        notes.warn(at, "small_rate", f"{message}确是千分之几的，请在 summary 里写明。")
    elif rate > _WHOLE:
        notes.warn(at, "large_rate", f"比例是百分之 {rate}，资助会超过原数，请核对。")


def _sums(limit: pack.Limit, at: Position) -> Iterator[tuple[Position, int]]:
    if isinstance(limit.sum, int):
        yield at, limit.sum
    elif isinstance(limit.sum, dict):
        for year, fen in limit.sum.items():
            yield (*at, str(year)), fen


def _sum(notes: Notes, fen: int, at: Position) -> None:
    if fen < _FEWEST_FEN_OF_LIMIT:
        shown = grouped_yuan(fen)
        notes.warn(at, "tiny_sum", f"上限只有 {shown} 元，请核对单位：金额以元计，5 万元写 50000。")
