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
GIVEN = "申报了{name}"

_NUMBERS = (FactType.AMOUNT, FactType.INTEGER, FactType.NUMBER, FactType.RATIO)
_QUOTED = "“[^”]*”"
_EACH = re.compile("每[一-鿿]{1,2} (?=\\d)")
# Said to the one person or body that an item is about.
_EACH_OF_MANY = re.compile("每[人名位家户所] (?=\\d)")
# In a letter, which speaks of a sum by what a band comes to: 合同金额……元（属……一档）对应的每项20,000.00元.
_OF_BAND = re.compile("(?<=一档）)(?!的)")
_SOURCE = re.compile("(?<=元)（([^（）]*)）")


def basis_of(line: AwardLine, policy: Policy, count: int = 1, proposed: int | None = None) -> str:
    """Return what a sum is worked out from, with the numbers it speaks of, so that it can be checked.

    ``count`` is how many lines like it are one item with it. A sum that a person lowered, or that is
    ``proposed`` (fen) lower, is worked out from what was declared, which the office does not vouch for. ""
    where an authority decided the sum, or nothing was computed.
    """
    said = line.line
    if policy.refers(said.rule):
        return said.basis if said.computed else ""
    if policy.may_decide(said.rule) or not said.computed:
        return ""
    figures = _figures(line, policy)
    price = _OF_BAND.sub("对应的", _price(said.basis, policy.rule(said.rule), count))
    basis = _with_figures(_as_declared(price, line, policy), figures)
    told = proposed if line.granted is None else line.granted
    lowered = told is not None and told < said.amount
    return DECLARED.format(basis=basis) if lowered and basis.startswith(tuple(figures)) else basis


def _price(basis: str, rule: Rule, count: int) -> str:
    """Say of a sum that is granted a single time, or to one alone, that it is, not that it is for each."""
    if any(isinstance(form, Unit) for form in forms_in(rule.amount)):
        return basis
    if rule.once == ("applicant",):
        return _EACH.sub("一次性 ", basis)
    return basis if count > 1 else _EACH_OF_MANY.sub("定额 ", basis)


def _as_declared(text: str, line: AwardLine, policy: Policy) -> str:
    """Say of what the counter's form has an entry for that it was declared, if its figure does not say so."""
    phrases = standard_phrases()
    for word in Lexicon(line.kind, policy.vocabulary, phrases).facts.values():
        given = phrases.words["given"](name=word.name)
        if given in text:
            text = _declared(text, given, word.name)
    return text


def _declared(text: str, given: str, name: str) -> str:
    for beside in (f"，{given}", f"{given}，", f"“{given}”情形下"):
        without = text.replace(beside, "")
        if name in without and given not in without:
            return without
    return text.replace(given, GIVEN.format(name=name))


def decision_of(line: AwardLine, policy: Policy) -> str:
    """Return within which bounds an authority decides a sum; "" where the clause itself works it out.

    A letter puts them in brackets, so that they have none around what a bound comes from.
    """
    if not policy.may_decide(line.line.rule):
        return ""
    return _SOURCE.sub(r"，即\1", _as_declared(line.line.basis, line, policy))


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
