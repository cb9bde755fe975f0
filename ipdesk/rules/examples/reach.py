"""Which parts of an amount the examples reach: rows of a table, steps, bands, alternatives.

A part is reached where the amount comes out otherwise once a yuan is added in that part alone. What lies
inside it is then asked of those lines only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from ipdesk.rules.checking.collector import Notes
from ipdesk.rules.core.case import Facts
from ipdesk.rules.core.result import Status
from ipdesk.rules.evaluation.amounts.forms import TraceContext, compile_amount
from ipdesk.rules.evaluation.conditions.days import Date
from ipdesk.rules.evaluation.conditions.scope import Scope
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.examples.evidence import Evidence, assessed, size
from ipdesk.rules.pack import model as pack
from ipdesk.rules.source.yaml_source import Position

_MORE = 1
_MORE_FEN = 100
_COMPUTED = (Status.AWARDED, Status.REDUCED, Status.EXCLUDED, Status.UNDECIDED)


class _Line(NamedTuple):
    """What an amount is computed from."""

    lexicon: Lexicon
    facts: Facts
    date: Date
    kind: str
    traits: frozenset[str]


class _Part(NamedTuple):
    """A part of an amount: where it stands below it, the amount with a yuan more there, what is said of it.

    ``inner`` is the amount inside, which stands at ``place``.
    """

    place: Position
    changed: pack.AmountForm
    missing: str
    inner: pack.AmountForm | None = None


def check_amounts_shown(notes: Notes, evidence: Evidence) -> None:
    """Remark on every part of a rule's amount that no example reaches; nothing of rules that none reaches."""
    for number, rule in enumerate(notes.form.rules):
        if rule.amount is not None and rule.amount.milestone is None:
            lines = list(_lines(notes, evidence, rule))
            _amount(notes, evidence, rule.amount, ("rules", number, "amount"), lines)


def _lines(notes: Notes, evidence: Evidence, rule: pack.Rule) -> Iterator[_Line]:
    for kind in rule.about.kind:
        clause = evidence.clause(rule, kind)
        for brought in evidence.brought(rule, kind):
            if assessed(clause, brought).status in _COMPUTED:
                found, applicant = brought.achievement, brought.applicant
                yield _Line(notes.lexicon(kind), found.facts, found.date, applicant.kind, brought.traits())


def _amount(
    notes: Notes, evidence: Evidence, form: pack.AmountForm, at: Position, lines: Sequence[_Line]
) -> None:
    parts = list(_parts(form, lines[0].lexicon)) if lines else []
    cost = size(form) + len(lines)
    before = _values(form, lines) if parts else []
    for part in parts:
        evidence.spend(cost)
        after = _values(part.changed, lines)
        reached = [line for line, was, found in zip(lines, before, after, strict=True) if was != found]
        place: Position = (*at, *part.place)
        if not reached:
            notes.warn(place, "part_not_shown", f"没有一个算例{part.missing}，请补一个算例。")
        elif part.inner is not None:
            _amount(notes, evidence, part.inner, place, reached)
    for below, inner in form.inner() if lines and not parts else ():
        _amount(notes, evidence, inner, (*at, *below), lines)


def _values(form: pack.AmountForm, lines: Sequence[_Line]) -> list[Fraction]:
    nodes = {lexicon: compile_amount(form, lexicon) for lexicon in {line.lexicon for line in lines}}
    found = []
    for line in lines:
        node = nodes[line.lexicon]
        value = node.value(line.facts, TraceContext([], line.date, line.kind, line.traits))
        found.append(Fraction(value) / node.scale)
    return found


def _more(amount: pack.AmountForm) -> pack.AmountForm:
    return pack.AmountForm.model_validate({"sum": [amount, str(_MORE)]})


def _parts(form: pack.AmountForm, lexicon: Lexicon) -> Iterator[_Part]:
    if form.table is not None:
        yield from _rows(form, form.table, lexicon)
    elif form.tiers is not None:
        yield from _steps(form, form.tiers, lexicon)
    elif form.bands is not None:
        yield from _bands(form, form.bands, lexicon)
    elif form.choose is not None:
        yield from _choices(form, form.choose, lexicon)


def _rows(form: pack.AmountForm, table: pack.Table, lexicon: Lexicon) -> Iterator[_Part]:
    name = lexicon.name(table.by)
    for value, amount in table.values.items():
        changed = table.model_copy(update={"values": {**table.values, value: _more(amount)}})
        missing = f"的“{name}”是“{lexicon.shown(table.by, value)}”（{value}）"
        place = ("table", "values", value)
        yield _Part(place, form.model_copy(update={"table": changed}), missing, amount)
    if table.otherwise is not None:
        changed = table.model_copy(update={"otherwise": _more(table.otherwise)})
        missing = f"的“{name}”是表里没有列出的"
        whole = form.model_copy(update={"table": changed})
        yield _Part(("table", "otherwise"), whole, missing, table.otherwise)


def _steps(form: pack.AmountForm, tiers: pack.Tiers, lexicon: Lexicon) -> Iterator[_Part]:
    name = lexicon.name(tiers.by)
    for number, step in enumerate(tiers.steps):
        key = "amount" if step.amount is not None else "otherwise"
        steps = _with(tiers.steps, number, step.model_copy(update={key: _more(step.pays())}))
        changed = form.model_copy(update={"tiers": tiers.model_copy(update={"steps": steps})})
        missing = f"的“{name}”落在“{_border(step, tiers.by, lexicon)}”这一档"
        yield _Part(("tiers", "steps", number, key), changed, missing, step.pays())


def _border(step: pack.Step, by: str, lexicon: Lexicon) -> str:
    if step.otherwise is not None:
        return "其余"
    shown = lexicon.shown(by, lexicon.typed(by, step.bound()))
    return lexicon.phrases.words[f"bound_{step.test()}"](value=shown).strip()


def _bands(form: pack.AmountForm, bands: pack.Bands, lexicon: Lexicon) -> Iterator[_Part]:
    for number, band in enumerate(bands.steps):
        each, rate = band.each, band.rate
        more = {"rate": (rate or 0) + _MORE} if each is None else {"each": each + _MORE_FEN}
        steps = _with(bands.steps, number, band.model_copy(update=more))
        changed = form.model_copy(update={"bands": bands.model_copy(update={"steps": steps})})
        shown = lexicon.shown(bands.by, lexicon.typed(bands.by, band.above))
        yield _Part(("bands", "steps", number), changed, f"的“{lexicon.name(bands.by)}”超过 {shown}")


def _choices(form: pack.AmountForm, choices: tuple[pack.Choice, ...], lexicon: Lexicon) -> Iterator[_Part]:
    for number, choice in enumerate(choices):
        key = "amount" if choice.amount is not None else "otherwise"
        changed = _with(choices, number, choice.model_copy(update={key: _more(choice.pays())}))
        text = Scope(choice.who, choice.when, lexicon).text or "其余"
        whole = form.model_copy(update={"choose": changed})
        yield _Part(("choose", number, key), whole, f"是“{text}”的情形", choice.pays())


def _with(items: tuple[object, ...], number: int, item: object) -> tuple[object, ...]:
    return (*items[:number], item, *items[number + 1 :])
