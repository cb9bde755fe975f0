"""Checking the words of conditions, audiences, days and quantities: they exist, and they fit each other."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ipdesk.rules.cases.fact import REGION
from ipdesk.rules.checking.collector import Notes
from ipdesk.rules.core.fact_types import TYPE_NAMES
from ipdesk.rules.evaluation.wording import DATE, Lexicon
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.vocabulary import FactType, FactWord
from ipdesk.rules.source.suggestions import choices
from ipdesk.rules.source.value_hints import number_meant, plain, yes_meant
from ipdesk.rules.source.yaml_source import Position

NUMBERS = (FactType.INTEGER, FactType.NUMBER, FactType.RATIO)
MEASURED = (FactType.AMOUNT, *NUMBERS)
_DAYS = ("since", "until")


def check_materials(notes: Notes, materials: tuple[str, ...], at: Position) -> None:
    """Check that every material is a word."""
    for number, material in enumerate(materials):
        notes.known((*at, number), "material", material, notes.words.materials)


def check_who(notes: Notes, who: Iterable[pack.Who], at: Position) -> None:
    """Check the groups and traits of an audience."""
    for part in who:
        notes.known(at, "group", part.group, notes.words.groups)
        for trait in (*part.traits, *part.any_trait, *part.without):
            notes.known(at, "trait", trait, notes.words.traits)


def check_conditions(
    notes: Notes, conditions: Iterable[pack.Condition], at: Position, lexicon: Lexicon
) -> None:
    """Check every condition of a list."""
    for number, condition in enumerate(conditions):
        _condition(notes, condition, (*at, number), lexicon)


def _condition(notes: Notes, condition: pack.Condition, at: Position, lexicon: Lexicon) -> None:
    for key in ("any", "all"):
        check_conditions(notes, getattr(condition, key) or (), (*at, key), lexicon)
    if condition.negate is not None:
        _condition(notes, condition.negate, (*at, "not"), lexicon)
    key = "fact" if condition.fact is not None else "given"
    name = condition.given if condition.fact is None else condition.fact
    if name is None:
        return
    if condition.since is not None or condition.until is not None:
        _days(notes, condition, at, lexicon)
    elif notes.known_fact((*at, key), name, lexicon):
        _tests(notes, condition, name, at, lexicon)


def _tests(notes: Notes, condition: pack.Condition, name: str, at: Position, lexicon: Lexicon) -> None:
    for test in condition.tests():
        written = getattr(condition, test)
        for value in written if isinstance(written, tuple) else (written,):
            check_value(notes, name, value, (*at, test.rstrip("_")), lexicon)
    if condition.fact and not condition.tests() and lexicon.facts[name].type is not FactType.BOOLEAN:
        notes.note(at, "no_test", f"“{name}”不是是否项，请写明判断，如 is: 值、in: [值, 值]、at_least: 数。")


def check_value(notes: Notes, fact: str, value: object, at: Position, lexicon: Lexicon) -> None:
    """Check that one value fits the fact."""
    word = lexicon.facts[fact]
    if word.type is FactType.REGION:
        check_region(notes, word, str(value), at)
        return
    if word.type is FactType.CHOICE:
        if word.choices and str(value) not in _choices(notes, fact, word):
            notes.known(at, "value", str(value), word.choices)
        return
    if not _fits(lexicon, fact, value):
        notes.note(at, "bad_value", f"“{word.name}”不能与“{value}”比较，{_right_value(word, str(value))}")


def check_border(notes: Notes, fact: str, border: Decimal, at: Position, lexicon: Lexicon) -> None:
    """Check that the border of a step can be a value of the fact that the steps go by."""
    word = lexicon.facts.get(fact)
    if word is not None and word.type in MEASURED and not _fits(lexicon, fact, border):
        whole = "金额最多两位小数" if word.type is FactType.AMOUNT else "请写整数"
        notes.note(at, "bad_value", f"“{word.name}”的界限不能写“{plain(border)}”，{whole}。")


def _fits(lexicon: Lexicon, fact: str, value: object) -> bool:
    try:
        lexicon.typed(fact, value if isinstance(value, Decimal) else str(value))
    except (ValueError, ArithmeticError):
        return False
    return True


def check_region(notes: Notes, word: FactWord, value: str, at: Position) -> None:
    """Check that a value is the code of a country or region."""
    if not REGION.fullmatch(value):
        message = f"“{word.name}”要写两个大写字母的代码，如 CN（内地）、HK（香港）、US，现为“{value}”。"
        notes.note(at, "bad_value", message)


def _right_value(word: FactWord, value: str) -> str:
    """Say what a value that is compared with the fact must look like."""
    if word.type is FactType.BOOLEAN:
        meant = yes_meant(value)
        return f"请写 {meant}。" if meant else "只能写 true（是）或 false（否）。"
    if word.type is FactType.DATE:
        return "请写 since（不早于）或 until（不晚于）和 2022-03-01 这样的日期。"
    number = number_meant(value)
    if number is None or plain(number) == value:
        return f"请写{'整数' if word.type is FactType.INTEGER else '数字'}。"
    return f"请写 {plain(number)}。"


def _choices(notes: Notes, fact: str, word: FactWord) -> list[str]:
    """Return the values that a choice may take under any kind that has the fact."""
    others = [facts[fact] for facts in notes.words.all_facts.values() if fact in facts]
    return [*word.choices, *(value for other in others for value in other.choices)]


# ------------------------------------------------------------ days


def _days(notes: Notes, condition: pack.Condition, at: Position, lexicon: Lexicon) -> None:
    check_day_fact(notes, condition.fact or "", (*at, "fact"), lexicon)
    for key in _DAYS:
        form = getattr(condition, key)
        if form is not None and form.of is not None:
            check_day_fact(notes, form.of, (*at, key, "of"), lexicon)
    if condition.since and condition.until and _inverted(condition.since, condition.until):
        notes.note(
            (*at, "until"), "days_inverted", "截止日（until）早于起始日（since），任何日期都不符合，请核对。"
        )


def check_day_fact(notes: Notes, name: str, at: Position, lexicon: Lexicon, wanted: str = "") -> None:
    """Check that ``name`` is the achievement's date or a date fact."""
    days = [fact for fact, word in lexicon.facts.items() if word.type is FactType.DATE]
    if name in lexicon.facts and name not in days:
        notes.note(
            at,
            "wrong_type",
            f"“{name}”（{lexicon.name(name)}）不是日期，{_other_than_day(wanted, days)}",
        )
    elif name != DATE:
        notes.known(at, "fact", name, [DATE, *days])


def _other_than_day(wanted: str, days: list[str]) -> str:
    """Say what to write where a fact that is no date stands for one."""
    if not wanted:
        return "不能用 since、until，请改用 is、at_least 等。"
    return f"{wanted}事实的编号，可用：{'、'.join([DATE, *days])}。"


def _inverted(since: pack.DateForm, until: pack.DateForm) -> bool:
    if since.day is not None and until.day is not None:
        return until.day < since.day
    if since.of is None or (since.of, since.start_of) != (until.of, until.start_of):
        return False
    return _months(until) < _months(since)


def _months(form: pack.DateForm) -> tuple[int, int]:
    return form.years * 12 + form.months, form.days


# ------------------------------------------------------------ quantities


def check_quantity(
    notes: Notes,
    form: pack.QuantityForm,
    at: Position,
    lexicon: Lexicon,
    types: tuple[FactType, ...] = NUMBERS,
) -> None:
    """Check that a quantity names a number or a parameter."""
    if form.parameter is not None:
        check_parameter(notes, form.parameter, (*at, "parameter"), lexicon)
    if form.fact is not None:
        check_factor(notes, form.fact, types, at, lexicon)


def check_factor(
    notes: Notes, name: str, types: tuple[FactType, ...], at: Position, lexicon: Lexicon
) -> None:
    """Check that a fact may multiply: it is of one of ``types`` and never below 0."""
    check_typed(notes, name, types, at, lexicon)
    word = lexicon.facts.get(name)
    if word is not None and word.type in types and (word.minimum is None or word.minimum < 0):
        notes.note(
            at,
            "may_be_negative",
            f"“{name}”（{word.name}）可能是负数，不能用来相乘，请换一个事实，或者给它写 minimum: 0。",
        )


def check_parameter(notes: Notes, use: pack.ParameterUse, at: Position, lexicon: Lexicon) -> None:
    """Check that a parameter exists and has a value for every day of the term."""
    check_day_fact(notes, use.on, (*at, "on"), lexicon, "参数的 on 要写日期")
    if not notes.known(at, "parameter", use.name, notes.form.parameters):
        return
    first = notes.form.parameters[use.name].values[0].since
    if use.on == DATE and first > notes.form.term.since:
        message = f"参数“{use.name}”从 {first} 才有数值，晚于有效期的开始日，请补上更早的数值。"
        notes.note(at, "parameter_gap", message)


def check_typed(notes: Notes, name: str, types: tuple[FactType, ...], at: Position, lexicon: Lexicon) -> None:
    """Check that a fact exists and is of one of ``types``."""
    if not notes.known_fact(at, name, lexicon) or lexicon.facts[name].type in types:
        return
    right = {fact: word.name for fact, word in lexicon.facts.items() if word.type in types}
    wanted = "、".join(TYPE_NAMES[found] for found in types)
    cure = f"可用：{choices(right)}" if right else f"“{lexicon.kind.name}”没有这样的事实"
    message = f"“{name}”（{lexicon.name(name)}）不能用在这里，类型不对：这里要用{wanted}，{cure}。"
    notes.note(at, "wrong_type", message)
