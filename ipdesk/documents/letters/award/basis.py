"""What the sum of an award line is worked out from, as a letter says it: with the figures declared."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ipdesk.models.records import AwardLine
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.pack.model import Rule, Unit
from ipdesk.rules.pack.traverse import forms_in
from ipdesk.rules.pack.vocabulary import FactType
from ipdesk.rules.source.sentences import standard_phrases

DECLARED, LEFT_OUT = "申报的{basis}", "{basis}（{figures}）"

_NUMBERS = (FactType.AMOUNT, FactType.INTEGER, FactType.NUMBER, FactType.RATIO)
_QUOTED = "“[^”]*”"
_EACH = re.compile("每[一-鿿]{1,2} (?=\\d)")


def basis_of(line: AwardLine, policy: Policy) -> str:
    """Return what a sum is worked out from, with the numbers it speaks of, so that it can be checked.

    A sum that a person lowered is worked out from what was declared, which the office does not vouch for.
    "" where an authority decided the sum, or nothing was computed.
    """
    said = line.line
    if policy.may_decide(said.rule) or not said.computed:
        return ""
    figures = _figures(line, policy)
    basis = _with_figures(_once_only(said.basis, policy.rule(said.rule)), figures)
    lowered = line.granted is not None and line.granted < said.amount
    return DECLARED.format(basis=basis) if lowered and basis.startswith(tuple(figures)) else basis


def _once_only(basis: str, rule: Rule) -> str:
    """Say of a sum that an applicant gets a single time that it is, not that it is for each item."""
    for_each = any(isinstance(form, Unit) for form in forms_in(rule.amount))
    return basis if for_each or rule.once != ("applicant",) else _EACH.sub("一次性 ", basis)


def decision_of(line: AwardLine, policy: Policy) -> str:
    """Return within which bounds an authority decides a sum; "" where the clause itself works it out."""
    return line.line.basis if policy.may_decide(line.line.rule) else ""


def with_figures(text: str, line: AwardLine, policy: Policy) -> str:
    """Return a sentence about a line with the numbers that it speaks of."""
    return _with_figures(text, _figures(line, policy))


def _figures(line: AwardLine, policy: Policy) -> dict[str, str]:
    """Return each number of an achievement by its name, with its unit; a sum left out is 0."""
    lexicon, found = Lexicon(line.kind, policy.vocabulary, standard_phrases()), {}
    for fact, word in lexicon.facts.items():
        value = line.facts.get(fact, 0 if word.type is FactType.AMOUNT else None)
        if word.type in _NUMBERS and value is not None:
            found[word.name] = lexicon.shown(fact, value)
    return found


def _with_figures(basis: str, figures: Mapping[str, str]) -> str:
    """Put each number behind its name, or behind all where the name stands in a quotation only."""
    names = "|".join(map(re.escape, sorted(figures, key=len, reverse=True)))
    said: set[str] = set()

    def filled(found: re.Match[str]) -> str:
        name = found["name"]
        if not name or name in said:
            return found[0]
        said.add(name)
        return found[0] if found["told"] else name + figures[name]

    text = re.sub(rf"{_QUOTED}|(?P<name>{names})(?P<told> ?\d)?", filled, basis) if names else basis
    left = "，".join(name + shown for name, shown in figures.items() if name in basis and name not in said)
    return LEFT_OUT.format(basis=text, figures=left) if left else text
