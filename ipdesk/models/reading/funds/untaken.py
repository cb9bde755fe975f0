"""What of an award nobody has got yet, and whether there is anything to be taken at all."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.models.reading.after_award.reversals import left_of
from ipdesk.models.reading.funds.charges import charged_grants
from ipdesk.models.tables import Application, AwardEntry
from ipdesk.models.workflow import Act

Pair = tuple[str, str]
_PAID = "申请件 {number} 的资金，资金账上已经全部支付或者提交支付，{so}。"
_SO = {Act.REMIND: "不用催领", Act.LAPSE_AWARD: "不能办理逾期未领"}


def left_lines(session: Session, application: int) -> dict[Pair, int]:
    """Return what is left of the lines of an award (fen), by achievement and rule, in their order."""
    entry, left = AwardEntry, left_of()
    asked = select(entry.key, entry.rule, left).where(entry.application_id == application, left > 0)
    rows = session.execute(asked.order_by(entry.position))
    return {(key, rule): fen for key, rule, fen in rows}


def unpaid_lines(session: Session, application: int) -> dict[Pair, int]:
    """Return what is left of lines that no standing grant was to pay (fen)."""
    paid = {
        (line.achievement, line.rule)
        for grant in charged_grants(session, application)
        if grant.stands
        for line in grant.lines
    }
    return {pair: fen for pair, fen in left_lines(session, application).items() if pair not in paid}


def untaken(session: Session, application: int) -> int:
    """Return how much (fen) of an award no fund has paid and no batch took along: what is still to be had."""
    charged = charged_grants(session, application)
    return sum(unpaid_lines(session, application).values()) + sum(one.left for one in charged)


def untaken_refusal(session: Session, application: int, act: Act) -> str:
    """Return why nobody is reminded of an award, or loses it: all of it was paid or sent; "" otherwise."""
    if act not in _SO or untaken(session, application) or not left_lines(session, application):
        return ""
    number = session.get_one(Application, application).number
    return _PAID.format(number=number, so=_SO[act])
