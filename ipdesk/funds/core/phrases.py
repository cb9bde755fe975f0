"""The Chinese sentences of funds, kept as data."""

from __future__ import annotations

from functools import cache

from ipdesk.paths import resource
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import StrictModel
from ipdesk.rules.source.yaml_source import Source


class VerdictWords(StrictModel):
    """What is made of a row of a bank's answer, in a word, and what there is to do."""

    word: str
    advice: str


class FundPhrases(StrictModel):
    """The whole file ``resources/phrases/funds.yaml``: sentences and words by key."""

    refusals: dict[str, str]
    accounts: dict[str, str]
    contradictions: dict[str, str]
    bank_templates: dict[str, str]
    bank_files: dict[str, str]
    sheets: dict[str, str]
    answers: dict[str, str]
    cells: dict[str, str]
    verdicts: dict[str, VerdictWords]
    payment_findings: dict[str, str]
    projects: dict[str, str]


@cache
def fund_phrases() -> FundPhrases:
    """Return the sentences. Raises PackError for a file that cannot be read."""
    return read_model(FundPhrases, Source.read(resource("phrases", "funds.yaml")))
