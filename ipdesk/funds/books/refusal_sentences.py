"""What a refusal of the books says to the clerk.

Apart from the checks: its words are read by pydantic, which what prints letters does without.
"""

from __future__ import annotations

from collections.abc import Callable

from ipdesk.funds.books.accounts import Account, Place
from ipdesk.funds.books.checks import Refusal, RefusalCode
from ipdesk.funds.core.phrases import fund_phrases
from ipdesk.rules.core.money import grouped_yuan

NameOf = Callable[[str], str]
"""Returns what a task or a grant is called, by its id."""


SHORT_TASK = "short_task"
"""A task that has too little can be given more, so that its sentence says where."""


def refusal_sentence(refusal: Refusal, name_of: NameOf) -> str:
    """Return why a posting is not entered, as a Chinese sentence; sums in yuan."""
    account = "" if refusal.account is None else account_in_words(refusal.account, name_of)
    sums = {"has": grouped_yuan(refusal.has), "wanted": grouped_yuan(refusal.wanted)}
    of_task = refusal.account is not None and refusal.account.place is Place.TASK
    key = SHORT_TASK if of_task and refusal.code is RefusalCode.SHORT else refusal.code
    return fund_phrases().refusals[key].format(account=account, **sums)


def account_in_words(account: Account, name_of: NameOf) -> str:
    """Return what an account is called for the clerk."""
    text = fund_phrases().accounts[account.place]
    return text.format(task=name_of(account.task), grant=name_of(account.grant or account.task))
