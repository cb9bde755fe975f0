"""What a person is told to do about a row of a bank's answer.

Apart from the results: its words are read by pydantic, which what prints letters does without.
"""

from __future__ import annotations

from ipdesk.funds.core.phrases import fund_phrases
from ipdesk.funds.payments.results import MatchedRow
from ipdesk.rules.core.money import grouped_yuan


def advice(one: MatchedRow) -> str:
    """Return what there is to do about a row, "" where nothing."""
    sent = one.payment
    words = {"sent": "", "name": "", "account": ""}
    if sent is not None:
        words = {"sent": grouped_yuan(sent.fen), "name": sent.name, "account": sent.account}
    return fund_phrases().verdicts[one.verdict].advice.format(said=one.row.reason or "（空白）", **words)


def row_sentence(one: MatchedRow) -> str:
    """Return which row of the file it is, what is made of it, and what there is to do."""
    return f"第{one.row.line}行：{fund_phrases().verdicts[one.verdict].word}。{advice(one)}"
