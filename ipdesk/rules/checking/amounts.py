"""Checking amounts: facts, tables without holes, steps in order, alternatives that occur, proportions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeVar

from ipdesk.rules.checking.collector import Notes
from ipdesk.rules.checking.domains import Interval, satisfiable, spans_by_fact, touch
from ipdesk.rules.checking.names import (
    MEASURED,
    check_border,
    check_conditions,
    check_factor,
    check_parameter,
    check_quantity,
    check_region,
    check_typed,
    check_who,
)
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.vocabulary import FactType, FactWord
from ipdesk.rules.source.key_hints import PART_OF_DECIDED
from ipdesk.rules.source.yaml_source import Position

T = TypeVar("T")
_MONEY = (FactType.AMOUNT,)
_PARTS = frozenset({"%", "％", "‰", "百分之", "个百分点"})
_OUT_OF_PROPORTION = 1000
WHOLE_RULE = ("decided", "milestone")

Selected = dict[str, set[str]]
"""For each choice that a rule narrows, the values that remain."""


Check = Callable[[Notes, pack.AmountForm, Position, Lexicon, Selected], None]
_FORMS: dict[str, Check] = {}


def checks(form: str) -> Callable[[Check], Check]:
    """Mark a function as the check of a form of amount; a form that has none is right when its parts are."""

    def register(check: Check) -> Check:
        _FORMS[form] = check
        return check

    return register


def check_amount(
    notes: Notes, form: pack.AmountForm, at: Position, lexicon: Lexicon, selected: Selected
) -> None:
    """Check an amount and those inside it: facts named, quantities, borders, proportions, nesting."""
    check = _FORMS.get(form.form())
    if check is not None:
        check(notes, form, at, lexicon, selected)
    check_proportion(notes, [inner.fixed for _, inner in form.inner()], at)
    for place, inner in form.inner():
        if inner.form() in WHOLE_RULE:
            message = f"“{inner.form()}”只能作为整条条款的金额，不能写在里面，{_apart(inner)}"
            notes.note((*at, *place), "misplaced", message)
        check_amount(notes, inner, (*at, *place), lexicon, selected)


def _apart(form: pack.AmountForm) -> str:
    return "请拆成单独一条。" if form.decided is None else PART_OF_DECIDED


def selected_by(rule: pack.Rule, lexicon: Lexicon) -> Selected:
    """Return, for each choice that the rule's selection or requirements narrow, the values that remain."""
    found: Selected = {}
    for condition in (*rule.about.where, *rule.requires):
        word = lexicon.facts.get(condition.fact or "")
        if condition.fact is None or word is None or word.type is not FactType.CHOICE:
            continue
        left = found.get(condition.fact, set(word.choices))
        found[condition.fact] = _narrowed(left, condition)
    return found


def _narrowed(values: set[str], condition: pack.Condition) -> set[str]:
    if condition.is_ is not None:
        values = values & {condition.is_}
    if condition.in_ is not None:
        values = values & set(condition.in_)
    if condition.not_in is not None:
        values = values - set(condition.not_in)
    return values


def check_proportion(notes: Notes, sums: Sequence[int | None], at: Position) -> None:
    """Remark on a sum (in fen) that is a thousand times a neighbour: most likely a slip of zeros."""
    found = sorted(fen for fen in sums if fen)
    if found and found[-1] >= _OUT_OF_PROPORTION * found[0]:
        least, most = grouped_yuan(found[0]), grouped_yuan(found[-1])
        notes.warn(at, "out_of_proportion", f"{least} 元与 {most} 元相差千倍以上，请核对是否多写或少写了零。")


# ------------------------------------------------------------ single forms


@checks("fact")
def _fact(notes: Notes, form: pack.AmountForm, at: Position, lexicon: Lexicon, selected: Selected) -> None:
    check_typed(notes, _given(form.fact), _MONEY, (*at, "fact"), lexicon)


@checks("parameter")
def _parameter(
    notes: Notes, form: pack.AmountForm, at: Position, lexicon: Lexicon, selected: Selected
) -> None:
    use, at = _given(form.parameter), (*at, "parameter")
    check_parameter(notes, use, at, lexicon)
    _in_yuan(notes, use.name, at)


@checks("percent")
def _percent(notes: Notes, form: pack.AmountForm, at: Position, lexicon: Lexicon, selected: Selected) -> None:
    rate, at = _given(form.percent).rate, (*at, "percent", "rate")
    if not _ratio_for_rate(notes, rate.fact, at, lexicon):
        check_quantity(notes, rate, at, lexicon, (FactType.INTEGER, FactType.NUMBER))


def _ratio_for_rate(notes: Notes, name: str | None, at: Position, lexicon: Lexicon) -> bool:
    """Note a ratio that stands for a rate in per cent: it multiplies instead."""
    word = lexicon.facts.get(name or "")
    if word is None or word.type is not FactType.RATIO:
        return False
    message = (
        f"“{name}”（{word.name}）是 0 到 1 的比例，不是百分之几，请写 times: {{amount: 金额, by: {name}}}。"
    )
    notes.note(at, "ratio_for_rate", message)
    return True


def _in_yuan(notes: Notes, name: str, at: Position) -> None:
    """Check that a parameter that stands for a sum is one."""
    found = notes.form.parameters.get(name)
    if found is not None and found.unit in _PARTS:
        percent = f"percent: {{rate: {{parameter: {name}}}, of: 金额事实}}"
        message = (
            f"参数“{name}”以 {found.unit} 计，不是金额。按比例计算的写 {percent}；确是金额的，请删去 unit。"
        )
        notes.note(at, "parameter_unit", message)


@checks("times")
def _times(notes: Notes, form: pack.AmountForm, at: Position, lexicon: Lexicon, selected: Selected) -> None:
    for number, factor in enumerate(_given(form.times).by):
        check_quantity(notes, factor, (*at, "times", "by", number), lexicon)


@checks("units")
def _units(notes: Notes, form: pack.AmountForm, at: Position, lexicon: Lexicon, selected: Selected) -> None:
    for number, unit in enumerate(_given(form.units)):
        check_factor(notes, unit.count, (FactType.INTEGER,), (*at, "units", number, "count"), lexicon)


@checks("ratio")
def _ratio(notes: Notes, form: pack.AmountForm, at: Position, lexicon: Lexicon, selected: Selected) -> None:
    ratio = _given(form.ratio)
    for key, part in (("of", ratio.of), ("to", ratio.to)):
        check_quantity(notes, part, (*at, "ratio", key), lexicon, MEASURED)


@checks("less")
def _less(notes: Notes, form: pack.AmountForm, at: Position, lexicon: Lexicon, selected: Selected) -> None:
    check_typed(notes, _given(form.less).deduct, _MONEY, (*at, "less", "deduct"), lexicon)


@checks("table")
def _table(notes: Notes, form: pack.AmountForm, at: Position, lexicon: Lexicon, selected: Selected) -> None:
    """Check that a table has every value that can occur, and no other."""
    table, at = _given(form.table), (*at, "table")
    check_typed(notes, table.by, (FactType.CHOICE, FactType.REGION), (*at, "by"), lexicon)
    word = lexicon.facts.get(table.by)
    if word is not None and word.type is FactType.REGION:
        _check_regions(notes, table, word, (*at, "values"))
    elif word is not None and word.type is FactType.CHOICE and word.choices:
        _check_choices(notes, table, word, selected.get(table.by, set(word.choices)), (*at, "values"))


def _check_regions(notes: Notes, table: pack.Table, word: FactWord, at: Position) -> None:
    for value in table.values:
        check_region(notes, word, value, (*at, value))
    if table.otherwise is None:
        notes.note(at, "table_gap", "按国家或地区的金额表要写 otherwise（没有列出的国家或地区给多少）。")


def _check_choices(notes: Notes, table: pack.Table, word: FactWord, possible: set[str], at: Position) -> None:
    for value in table.values:
        notes.known((*at, value), "value", value, word.choices)
    missing = [value for value in word.choices if value in possible and value not in table.values]
    if missing and table.otherwise is None:
        names = "、".join(f"{value}（{word.choices[value]}）" for value in missing)
        message = f"金额表缺少“{word.name}”的取值：{names}，请补上；不资助的，在 where 里排除。"
        notes.note(at, "table_gap", message)


_OTHERWISE_LAST = "otherwise（其余）要放在最后，否则后面的用不到。"
_ONE_DIRECTION = "同一分档里不能混用“以上”和“以内”，请统一方向：都从大到小，或者都从小到大。"


@checks("tiers")
def _tiers(notes: Notes, form: pack.AmountForm, at: Position, lexicon: Lexicon, selected: Selected) -> None:
    """Check that every step can be reached: borders in one direction and in order, the rest at the end."""
    by, steps = _given(form.tiers).by, _given(form.tiers).steps
    check_typed(notes, by, MEASURED, (*at, "tiers", "by"), lexicon)
    at = (*at, "tiers", "steps")
    if not steps:
        notes.note(at, "no_steps", "steps 里一档也没有，请照原文写上各档。")
        return
    rising = _rises(steps[0])
    last: tuple[Decimal, bool] | None = None
    for number, step in enumerate(steps):
        if step.otherwise is not None:
            if number < len(steps) - 1:
                notes.note((*at, number), "unreachable_step", _OTHERWISE_LAST)
            continue
        check_border(notes, by, step.bound(), (*at, number), lexicon)
        if _rises(step) is not rising:
            notes.note((*at, number), "mixed_steps", _ONE_DIRECTION)
            return
        last = _in_order(notes, step, last, rising, (*at, number))


def _rises(step: pack.Step) -> bool:
    return step.test() in ("at_most", "below")


def _in_order(
    notes: Notes, step: pack.Step, last: tuple[Decimal, bool] | None, rising: bool, at: Position
) -> tuple[Decimal, bool]:
    """Note a step that an earlier one leaves nothing to; a border belongs to one step only."""
    border = step.bound(), step.test() in ("above", "at_most")
    if last is not None and (border <= last if rising else border >= last):
        order = "从小到大" if rising else "从大到小"
        notes.note(
            at, "unreachable_step", f"这一档与前面的档次重叠，用不到；各档要{order}排列，每个界限只写一次。"
        )
    return border


def _check_rising(notes: Notes, borders: Sequence[Decimal], at: Position) -> None:
    for number in range(1, len(borders)):
        if borders[number] <= borders[number - 1]:
            notes.note((*at, number), "unreachable_step", "各段要从小到大排列，每个界限只写一次。")


@checks("bands")
def _bands(notes: Notes, form: pack.AmountForm, at: Position, lexicon: Lexicon, selected: Selected) -> None:
    """Check that bands rise, and that rates stand with amounts."""
    bands = _given(form.bands)
    check_typed(notes, bands.by, MEASURED, (*at, "bands", "by"), lexicon)
    at = (*at, "bands", "steps")
    _check_rising(notes, [band.above for band in bands.steps], at)
    word = lexicon.facts.get(bands.by)
    for number, band in enumerate(bands.steps):
        check_border(notes, bands.by, band.above, (*at, number), lexicon)
        if word is not None and (band.rate is not None) is not (word.type is FactType.AMOUNT):
            message = "金额分段写 rate（百分比），数量分段写 each（每单位多少元）。"
            notes.note((*at, number), "wrong_band", message)


@checks("choose")
def _choose(notes: Notes, form: pack.AmountForm, at: Position, lexicon: Lexicon, selected: Selected) -> None:
    """Check every alternative's words, and that it can occur beside the others."""
    choices, at = _given(form.choose), (*at, "choose")
    for number, choice in enumerate(choices):
        check_who(notes, choice.who or (), (*at, number, "who"))
        check_conditions(notes, choice.when, (*at, number, "when"), lexicon)
        if not satisfiable(choice.when, lexicon):
            notes.note((*at, number), "unreachable_choice", "这一种情形的条件互相矛盾，用不到，请核对 when。")
        earlier = [other for other in choices[:number] if _covers(other, choice)]
        if earlier:
            notes.note((*at, number), "unreachable_choice", "前面的情形已经包括这一种，用不到，请调整顺序。")
    _borders(notes, choices, at, lexicon)


def _covers(earlier: pack.Choice, later: pack.Choice) -> bool:
    if earlier.otherwise is not None:
        return True
    return earlier.who in (None, later.who) and all(condition in later.when for condition in earlier.when)


_BORDER_GAP = "“{name}”恰在界限上的哪一档都不包括，请把一边改成含本数的。"
_BORDER_TWICE = "“{name}”的重叠部分两档都包括，请把一边改成不含本数的。"


def _borders(notes: Notes, choices: tuple[pack.Choice, ...], at: Position, lexicon: Lexicon) -> None:
    """Check the borders between alternatives on one number: each belongs to one of them."""
    spans = [_only_span(choice, lexicon) for choice in choices]
    for number, (fact, later) in enumerate(spans):
        for other, earlier in spans[:number]:
            if not fact or fact != other:
                continue
            found = touch(earlier, later)
            if found == "gap" and choices[-1].otherwise is None:
                notes.note((*at, number), "border_gap", _BORDER_GAP.format(name=lexicon.name(fact)))
            if found == "twice":
                notes.note((*at, number), "border_twice", _BORDER_TWICE.format(name=lexicon.name(fact)))


def _only_span(choice: pack.Choice, lexicon: Lexicon) -> tuple[str, Interval]:
    spans = spans_by_fact(choice.when, lexicon)
    if choice.who is not None or len(spans) != 1 or len({item.fact for item in choice.when}) != 1:
        return "", Interval()
    return next(iter(spans.items()))


@checks("decided")
def _decided(notes: Notes, form: pack.AmountForm, at: Position, lexicon: Lexicon, selected: Selected) -> None:
    """Check that a floor does not lie above its ceiling."""
    decided = _given(form.decided)
    ceiling = decided.ceiling.fixed if decided.ceiling else None
    floor = decided.floor.fixed if decided.floor else None
    if ceiling is not None and floor is not None and floor > ceiling:
        notes.note(
            (*at, "decided"),
            "bounds_inverted",
            f"最低额 {grouped_yuan(floor)} 元高于最高额 {grouped_yuan(ceiling)} 元，请核对。",
        )


@checks("milestone")
def _milestone(
    notes: Notes, form: pack.AmountForm, at: Position, lexicon: Lexicon, selected: Selected
) -> None:
    """Check that a milestone's steps fall, and its sums with them."""
    steps, at = _given(form.milestone).steps, (*at, "milestone", "steps")
    for number in range(1, len(steps)):
        above, step = steps[number - 1], steps[number]
        if step.at_least >= above.at_least or step.amount >= above.amount:
            notes.note((*at, number), "unreachable_step", "各档要从高到低排列，数量和金额都要递减。")
    check_proportion(notes, [step.amount for step in steps], at)


def _given(part: T | None) -> T:
    assert part is not None
    return part
