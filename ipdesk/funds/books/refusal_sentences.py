"""What a refusal of the books says to the clerk."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from ipdesk.funds.books.accounts import Account, Place
from ipdesk.funds.books.checks import Refusal, RefusalCode
from ipdesk.paths import resource
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import StrictModel
from ipdesk.rules.source.yaml_source import Source

NameOf = Callable[[str], str]
"""Returns what a task or a grant is called, by its id."""


class FundPhrases(StrictModel):
    """The whole file ``resources/phrases/funds.yaml``."""

    refusals: dict[RefusalCode, str]
    accounts: dict[Place, str]


@cache
def fund_phrases() -> FundPhrases:
    """Return the sentences. Raises PackError for a file that cannot be read."""
    return read_model(FundPhrases, Source.read(resource("phrases", "funds.yaml")))


def refusal_sentence(refusal: Refusal, name_of: NameOf) -> str:
    """Return why a posting is not entered, as a Chinese sentence; sums in yuan."""
    account = "" if refusal.account is None else account_in_words(refusal.account, name_of)
    sums = {"has": grouped_yuan(refusal.has), "wanted": grouped_yuan(refusal.wanted)}
    return fund_phrases().refusals[refusal.code].format(account=account, **sums)


def account_in_words(account: Account, name_of: NameOf) -> str:
    """Return what an account is called for the clerk."""
    text = fund_phrases().accounts[account.place]
    return text.format(task=name_of(account.task), grant=name_of(account.grant or account.task))
