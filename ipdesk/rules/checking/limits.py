"""Checking what binds several awards: limits over something, nested in each other, in proportion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ipdesk.rules.checking.amounts import WHOLE_RULE, check_amount, check_proportion, selected_by
from ipdesk.rules.checking.applicants import applicants_of, is_for
from ipdesk.rules.checking.collector import Notes
from ipdesk.rules.checking.domains import satisfiable
from ipdesk.rules.checking.names import check_conditions, check_who
from ipdesk.rules.checking.optional_facts import check_given
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.evaluation.windows import APPLICANT, ITEM, YEAR
from ipdesk.rules.evaluation.wording import DATE, Lexicon
from ipdesk.rules.pack import model as pack
from ipdesk.rules.source.yaml_source import Position


class FormCheck(NamedTuple):
    """What is checked of one form of limit beside what is checked of all, and the example that shows it."""

    check: Callable[[Notes, pack.Limit, Position], None]
    example: str


_FORMS: dict[str, FormCheck] = {}
Check = Callable[[Notes, pack.Limit, Position], None]


def checks(form: str, example: str) -> Callable[[Check], Check]:
    """Mark a function as the check of a form of limit.

    ``example`` says what an example has to be about so that the limit shows in it.
    """

    def register(check: Check) -> Check:
        _FORMS[form] = FormCheck(check, example)
        return check

    return register


def example_for(limit: pack.Limit) -> str:
    """Say what an example has to be about so that the limit shows in it; raises KeyError without a check."""
    return _FORMS[limit.form()].example


def check_limits(notes: Notes) -> None:
    """Check every limit, then how they stand to each other."""
    for number, limit in enumerate(notes.form.limits):
        notes.pause()
        _limit(notes, limit, ("limits", number))
    _nested(notes)
    _one_choice(notes)


def _limit(notes: Notes, limit: pack.Limit, at: Position) -> None:
    rules = notes.known_rules((*at, "rules"), limit.rules)
    if not limit.rules:
        notes.note((*at, "rules"), "limit_of_nothing", "上限没有写明管哪些条款，请在 rules 里写上。")
    _watched(notes, limit, (*at, limit.form()))
    for rule in (*rules, *notes.known_rules((*at, limit.form()), limit.watched())):
        _bound(notes, limit, rule, at)
    check_who(notes, limit.who or (), (*at, "who"))
    if limit.distinct is not None and limit.count is None:
        notes.note((*at, "distinct"), "distinct_without_count", "写了 distinct 就要写 count（最多几个）。")
    if any(_names_date(condition) for condition in limit.where):
        message = "以往的资助只记年度、不记日期，上限的 where 不能用 date，请改用日期字段。"
        notes.note((*at, "where"), "date_in_limit", message)
    _FORMS[limit.form()].check(notes, limit, at)
    _reach(notes, limit, rules, at)


def _reach(notes: Notes, limit: pack.Limit, rules: Sequence[pack.Rule], at: Position) -> None:
    """Check that a limit is over some achievement and some applicant."""
    if limit.where and rules and not any(_meets(notes, limit, rule) for rule in rules):
        notes.note(
            (*at, "where"),
            "limit_of_nothing",
            "没有一项成果既适用所列条款又符合 where，上限管不到任何成果，请核对 where。",
        )
    if rules and limit.who and not notes.noted((*at, "who")) and not _for_anybody(notes, limit, rules):
        message = "没有一个申请人既适用所列条款又符合 who，上限管不到任何人，请核对 who。"
        notes.warn((*at, "who"), "limit_of_nobody", message)


def _names_date(condition: pack.Condition) -> bool:
    days = (condition.since, condition.until)
    named = condition.fact == DATE or any(day is not None and day.of == DATE for day in days)
    return named or any(_names_date(part) for part in condition.inner())


def _bound(notes: Notes, limit: pack.Limit, rule: pack.Rule, at: Position) -> None:
    """Check a limit's facts against one rule that it is over."""
    for lexicon in notes.lexicons(rule):
        for number, name in enumerate(limit.per):
            notes.known_window((*at, "per", number), name, lexicon)
        _counted(notes, limit, (*at, "distinct"), lexicon)
        check_conditions(notes, limit.where, (*at, "where"), lexicon)
        for key in type(limit).model_fields:
            amount = getattr(limit, key)
            if isinstance(amount, pack.AmountForm):
                _computed(notes, amount, rule, (*at, key), lexicon)


def _counted(notes: Notes, limit: pack.Limit, at: Position, lexicon: Lexicon) -> None:
    """Check what a limit counts the different ones of."""
    if limit.distinct == ITEM:
        notes.note(at, "distinct_items", "count 不写 distinct 就是按件数计，请删去 distinct: item。")
    elif limit.distinct is not None:
        notes.known(at, "window", limit.distinct, {APPLICANT: "不同的申请人", **lexicon.facts})


def _computed(notes: Notes, amount: pack.AmountForm, rule: pack.Rule, at: Position, lexicon: Lexicon) -> None:
    """Check an amount that is computed from the facts of a rule's line."""
    check_amount(notes, amount, at, lexicon, selected_by(rule, lexicon))
    check_given(notes, amount, at)
    if amount.form() in WHOLE_RULE:
        notes.note(at, "misplaced", f"“{amount.form()}”只能作为整条条款的金额，不能写在限制里。")


def _watched(notes: Notes, limit: pack.Limit, at: Position) -> None:
    """Check that a limit goes by other rules' awards than those of its own."""
    both = set(limit.rules) & set(limit.watched())
    if both:
        names = "、".join(sorted(both))
        message = f"条款“{names}”不能以自己已经拨付为前提，请在 {at[-1]} 里写前一期的条款。"
        notes.note(at, "after_itself", message)


def _meets(notes: Notes, limit: pack.Limit, rule: pack.Rule) -> bool:
    conditions = (*rule.about.where, *rule.requires, *limit.where)
    return any(satisfiable(conditions, lexicon) for lexicon in notes.lexicons(rule))


def _for_anybody(notes: Notes, limit: pack.Limit, rules: Sequence[pack.Rule]) -> bool:
    """Say whether some applicant of a rule is bound; of a rule that is not in order that cannot be told."""
    whole = [rule for rule in rules if notes.in_order(rule)]
    return len(whole) < len(rules) or any(
        is_for(notes, limit.who, who) for rule in whole for who in applicants_of(notes, rule, limit.who or ())
    )


# ------------------------------------------------------------ single forms

_USED_UP = "恰好用完、再多一点就受限"


@checks("count", example=_USED_UP)
def _count(notes: Notes, limit: pack.Limit, at: Position) -> None:
    _by_year(notes, limit, limit.count, (*at, "count"))


@checks("scaled", example="在这些规定下得到资助、写明 notices")
@checks("sum", example=_USED_UP)
def _sum(notes: Notes, limit: pack.Limit, at: Position) -> None:
    _by_year(notes, limit, limit.sum, (*at, "sum"))
    if isinstance(limit.sum, dict):
        check_proportion(notes, list(limit.sum.values()), (*at, "sum"))
    if limit.years is not None and not {APPLICANT, YEAR} <= set(limit.per):
        message = "几个年度合计的上限（years），per 里要写 applicant 和 year，如 [applicant, year]。"
        notes.note((*at, "years"), "years_without_window", message)


def _by_year(notes: Notes, limit: pack.Limit, steps: object, at: Position) -> None:
    """Check that steps by year, where a form has such, begin with the term and that windows know the year."""
    if not isinstance(steps, dict):
        return
    if YEAR not in limit.per:
        message = "按年度变化的上限，per 里要写 year，如 [applicant, year]。"
        notes.note(at, "year_without_window", message)
    first = notes.form.term.since.year
    if not steps or min(steps) > first:
        notes.note(at, "year_gap", f"按年度变化的上限要从有效期的第一年写起，请补上 {first} 年的。")


@checks("highest", example="同时得到两项、只取高的一项")
@checks("top_up", example="已经得过低的一项、只补差额")
@checks("after", example="前一期还没有付")
def _nothing_more(notes: Notes, limit: pack.Limit, at: Position) -> None:
    """Check nothing beside what is checked of every limit."""


# ------------------------------------------------------------ limits beside each other


class _Reach(NamedTuple):
    """A limit with its place, the rules that it is over, and what keeps its windows apart."""

    number: int
    limit: pack.Limit
    rules: frozenset[str]
    per: frozenset[str]

    def holds(self, other: _Reach) -> bool:
        """Say whether everything that another counts is counted here too, and something besides."""
        wide = self.rules >= other.rules and self.per <= other.per
        return wide and (self.rules, self.per) != (other.rules, other.per)


def _nested(notes: Notes) -> None:
    """Remark on a limit that is wider than another and yet smaller: the other can never be used up."""
    alike: dict[tuple[object, ...], list[_Reach]] = {}
    for number, limit in enumerate(notes.form.limits):
        reach = _Reach(number, limit, frozenset(limit.rules), frozenset(limit.per))
        alike.setdefault(_kept_to(limit), []).append(reach)
    for reaches in alike.values():
        for wide in reaches:
            notes.pause()
            for key in ("sum", "count"):
                _too_small(notes, wide, reaches, key)


def _too_small(notes: Notes, wide: _Reach, others: Sequence[_Reach], key: str) -> None:
    """Remark on the first limit inside a wider one that is larger."""
    most = _most(getattr(wide.limit, key))
    for narrow in others if most else ():
        larger = _most(getattr(narrow.limit, key))
        if most and larger and most < larger and wide.holds(narrow):
            message = (
                f"“{wide.limit.name}”的范围比“{narrow.limit.name}”大，上限却更小，后者永远用不满，请核对。"
            )
            notes.warn(("limits", wide.number, key), "not_nested", message)
            return


def _kept_to(limit: pack.Limit) -> tuple[object, ...]:
    return limit.who, limit.where, limit.distinct, limit.years


def _most(written: object) -> int | None:
    if isinstance(written, dict):
        return max(written.values(), default=None)
    return written if isinstance(written, int) else None


def _one_choice(notes: Notes) -> None:
    """Check that no rule stands in two choices of the highest."""
    seen: dict[str, str] = {}
    for number, limit in enumerate(notes.form.limits):
        for rule in limit.rules if limit.highest else ():
            if rule in seen:
                message = (
                    f"条款“{rule}”已经在“{seen[rule]}”里取高，不能再参加另一组，请删去一处，或者并成一组。"
                )
                notes.note(("limits", number, "rules"), "two_choices", message)
            seen.setdefault(rule, limit.name)


def check_ceilings(notes: Notes) -> None:
    """Remark on a rule whose single sum exceeds its own limit, or is lost in it."""
    for number, limit in enumerate(notes.form.limits):
        most = _most(limit.sum)
        for name in limit.rules:
            rule = notes.rules.get(name)
            fixed = rule.amount.fixed if rule is not None and rule.amount is not None else None
            if fixed and most and fixed > most:
                shown = grouped_yuan(fixed)
                message = f"条款“{name}”一项 {shown} 元，已超过上限“{limit.name}”，请核对金额和上限。"
                notes.warn(("limits", number, "sum"), "limit_below_amount", message)
            elif fixed and most:
                check_proportion(notes, [fixed, most], ("limits", number, "sum"))
