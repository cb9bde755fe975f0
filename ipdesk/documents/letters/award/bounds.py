"""By which rule of its own clause a limit leaves nothing of an item, and what limits cut, as papers say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipdesk.documents.letters.application_letter import PERSON, Addressing
from ipdesk.models.records import AwardLine
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.result import LimitUse, Status

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.policy import Policy
    from ipdesk.rules.pack.limits import Limit

YEARLY, OTHER = "{each}每年资助不超过{most}", "{name}（{most}）"
USED, EARLIER = "{you}本年度此前已获资助{used}", "此前已资助{used}"
THAT, THOSE = "该{measure}", "上述{count}{measure}"
_EACH = {PERSON: "每人"}
_BY_YEAR = ("applicant", "year")


@dataclass(frozen=True, slots=True)
class UsedBefore:
    """How far limits had been used before an application, by their ids, as its letter speaks of them."""

    addressing: Addressing
    by_limit: Mapping[str, int]

    @classmethod
    def of(cls, lines: Iterable[AwardLine], addressing: Addressing) -> UsedBefore:
        """Return it from the lines of the application: the least that any of them met."""
        found: dict[str, int] = {}
        for use in (use for line in lines for use in line.line.limits):
            found[use.limit] = min(found.get(use.limit, use.used), use.used)
        return cls(addressing, found)


@dataclass(frozen=True, slots=True)
class Bound:
    """The rule, what it had been used for before, and of what nothing is granted; all "" for none."""

    bound: str = ""
    used: str = ""
    those: str = ""


def bound_of(lines: Sequence[AwardLine], policy: Policy, before: UsedBefore) -> Bound:
    """Return by which limit of its clause an item (``lines``) gets nothing, and by nothing else."""
    line = lines[0]
    cutting = [use for use in line.line.limits if use.cut]
    if line.line.status is not Status.EXCLUDED or len(cutting) != 1 or line.reason.strip():
        return Bound()
    [use], form = cutting, _form_of(cutting[0], policy)
    if form is None or form.form() not in ("count", "sum") or form.article not in ("", line.line.article):
        return Bound()
    yearly = tuple(form.per) == _BY_YEAR and not (form.distinct or form.years)
    each, most = _EACH.get(before.addressing, "每个单位"), measured(use, use.at_most)
    used, said = before.by_limit[use.limit], USED if yearly else EARLIER
    measure = policy.vocabulary.kinds[line.kind].measure
    return Bound(
        YEARLY.format(each=each, most=most) if yearly else OTHER.format(name=form.name, most=most),
        said.format(you=before.addressing.you, used=measured(use, used)) if used else "",
        THOSE.format(count=len(lines), measure=measure) if len(lines) > 1 else THAT.format(measure=measure),
    )


def _form_of(use: LimitUse, policy: Policy) -> Limit | None:
    return next((one for one in policy.pack.limits if one.id == use.limit), None)


def measured(use: LimitUse, count: int) -> str:
    """Return a count of what a limit limits, with its unit."""
    return f"{grouped_yuan(count)}元" if use.is_money else f"{count}{use.measure}"


def limits_told(uses: Sequence[LimitUse]) -> Iterator[str]:
    """Yield what an approval form says of each limit that cuts something, once over all lines it bounds."""
    for limit in dict.fromkeys(use.limit for use in uses if use.cut):
        own = [use for use in uses if use.limit == limit]
        first = own[0]
        lost = sum(use.cut for use in own)
        wanted, cut = measured(first, lost + sum(use.this for use in own)), measured(first, lost)
        asked = f"本次核算{wanted}" if first.is_money else f"本次申报{wanted}"
        used, most = measured(first, min(use.used for use in own)), measured(first, first.at_most)
        yield f"{first.name}：上限{most}，此前已用{used}，{asked}，核减{cut}"
