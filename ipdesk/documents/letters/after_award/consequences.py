"""How papers tell which part of a rule applies to a clawback, and what follows from it besides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.content import Member
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.letters.quoting import quoted_values
from ipdesk.documents.text.citations import named_again
from ipdesk.documents.text.numerals import in_words
from ipdesk.documents.typesetting.printed_text import phrase
from ipdesk.models.applications.quoted_rules import Quote, parts_of, quotes_of
from ipdesk.models.records.reversals import Clawback, Consequence, ConsequenceKind
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.plain_text import compact

UNCHOSEN = "追回所依据的条款有几种情形，没有写明适用哪一种，请终止这项追回后重新办理。"
_ACTS = {
    ConsequenceKind.UNPAID: "对其余没有支付的资金{sum}元（大写：人民币{words}）不再支付",
    ConsequenceKind.CREDIT: "将有关情况报送{body}，纳入信用记录",
    ConsequenceKind.TRANSFER: "将有关问题移送{body}处理",
}


@dataclass(frozen=True, slots=True)
class Followed:
    """What follows besides, as a paper keeps it: in words, by which rule, what that says, which sum (fen)."""

    act: str
    basis: str
    quoted: tuple[Quote, ...] = ()
    amount: int = 0


def applied_part(clawback: Clawback, quotes: Sequence[Quote]) -> str:
    """Return the part of the quoted rules that fits, "" where they have none.

    Raises LetterDataError where they have several and nobody chose.
    """
    several = any(len(parts_of(words)) > 1 for _, words in quotes)
    if several and not clawback.applied:
        raise LetterDataError(UNCHOSEN)
    return clawback.applied if several else ""


def fitting(quotes: Sequence[Quote], applied: str) -> tuple[Quote, ...]:
    """Return what is quoted of rules of which one part is ``applied``: that part, where it stands by itself.

    A part that is counted within its rule needs the words that head all of them.
    """
    alone = bool(applied) and _COUNTED.match(applied) is None
    return tuple(
        (cited, applied) if alone and _heads_nothing(words, applied) else (cited, words)
        for cited, words in quotes
    )


def still_to_tell(quotes: Sequence[Quote], applied: str) -> str:
    """Return the part that is ``applied`` where it is quoted with others, "" where it stands by itself."""
    return "" if (applied and any(words == applied for _, words in fitting(quotes, applied))) else applied


def _heads_nothing(words: str, applied: str) -> bool:
    """Say whether a rule has the part, and no words that head all its parts."""
    return applied in words and "：" not in words


_COUNTED = re.compile("[（(]?[一二三四五六七八九十0-9]+[)）、.．]")
"""How a part begins that its rule counts: （二）, 2."""


def rule_parts(source: ApplicationSource, basis: str) -> tuple[str, ...]:
    """Return the cases of the rules that a basis cites, as far as they are typed; none where each has one."""
    quotes = quotes_of(basis, source.known_rules())
    return tuple(one for _, words in quotes for one in parts_of(words) if len(parts_of(words)) > 1)


def followed(
    source: ApplicationSource, follows: Iterable[Consequence], known: Sequence[Quote]
) -> Iterator[Followed]:
    """Yield what follows besides; rules that are ``known`` stand in the paper already."""
    before = list(known)
    for one in follows:
        quotes = source.quotes(one.basis)
        yield Followed(act_text(one), one.basis, tuple(x for x in quotes if x not in before), one.amount)
        before += quotes


def act_text(one: Consequence) -> str:
    """Say what follows, without who does it and without an end mark."""
    return _ACTS[one.kind].format(
        sum=grouped_yuan(one.amount), words=in_words(one.amount), body=phrase(one.body)
    )


def followed_members(follows: Iterable[Followed], known: Sequence[Quote], policy: str) -> list[Member]:
    """Return what fills the list of what follows: a rule that was quoted before is called the above.

    What rests on one rule is told together.
    A document is named in full once; ``policy`` is the title of the letter's own.
    """
    members, before = list[Member](), list(known)
    for one in together(follows):
        quotes = one.quoted or tuple(quote for quote in before if compact(quote[0]) in compact(one.basis))
        named = quoted_values(one.basis, quotes)
        told = {"quoted": named["quoted"] if one.quoted else "", "rule": named["rule"]}
        said = "".join(cited for cited, _ in before)
        again = {name: named_again(text, said, policy) for name, text in told.items()}
        members.append(Member({"act": one.act, **again}))
        before += one.quoted
    return members


def together(follows: Iterable[Followed]) -> list[Followed]:
    """Return what follows, one for each rule that it rests on."""
    found = dict[str, Followed]()
    for one in follows:
        before = found.get(one.basis)
        found[one.basis] = replace(before, act=f"{before.act}，并{one.act}") if before else one
    return [*found.values()]


FOLLOWED_NAMES = {
    "act": "同时办理的事项",
    "quoted": "依据的条款原文，前面已经引用的为空",
    "rule": "怎样称呼依据",
}
"""What the template of such a paper may name of each."""
