"""What is asked for, as forms tell it."""

from __future__ import annotations

from ipdesk.documents.letters.content import Member
from ipdesk.documents.letters.form_data import RequestedLine
from ipdesk.documents.typesetting.printed_text import phrase
from ipdesk.rules.core.money import grouped_yuan

OPEN = "待核定"


def requested_member(line: RequestedLine) -> Member:
    """Return a line of a form: its item, article and sum, which may be left to a decision."""
    amount = OPEN if line.amount is None else grouped_yuan(line.amount)
    values = {"title": phrase(line.title), "article": phrase(line.article), "amount": amount}
    return Member(values, amounts={"sum": line.amount or 0})
