"""The two lists of a public notice, units and individuals apart: what is said of whom, and what is not.

Sources: 个人信息保护法 art. 25, 28 to 31 (nothing about a child under 14 without its guardian, nothing of
accounts); the state council's office on publishing (2018). A minor is named by the surname alone, its works
by kind and count, as any register leads from a number or title to the name; namesakes are told apart by the
number of an application. Identity numbers of others tell namesakes apart by their last four characters and
do nothing else.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.guardians import is_minor
from ipdesk.models.parsing.masking import surname_only
from ipdesk.models.parsing.personal_data import personal_data_in
from ipdesk.models.records import LineToPublish, PublishedLine

EMPTY = "没有选中可以公示的申请件，名单是空的，不能公示。"
_TOLD_APART = {True: "{name}（身份证件末四位{last}）", False: "{name}（统一社会信用代码末四位{last}）"}
_MINOR_TOLD_APART = "{name}（申请编号{number}）"
_LAST = 4
_OF_A_TRADER = re.compile("92[0-9A-Z]{16}")
"""The code of a 个体工商户: it stands among persons, and has no number of a person."""
_HOLDS = "申请件 {number} 的{where}里有{what}，不能公示。请先在登记的资料里改好，再重新受理、拟定。"


def assembled(lines: Iterable[LineToPublish], day: datetime.date) -> tuple[PublishedLine, ...]:
    """Return what is published of lines from a day on: units before individuals, each in its order."""
    ordered = sorted(lines, key=lambda line: line.person)
    recipients = recipients_of(ordered, day)
    return tuple(_published(line, recipients[line.applicant], day) for line in ordered)


def recipients_of(lines: Sequence[LineToPublish], day: datetime.date) -> Mapping[int, str]:
    """Return what each applicant is called in public, by its id; namesakes are told apart."""
    named = {line.applicant: line for line in lines}
    alike = defaultdict[str, set[int]](set)
    for line in lines:
        alike[_public_name(line, day)].add(line.applicant)
    return {
        applicant: _told_apart(line, day) if len(alike[name]) > 1 else name
        for applicant, line in named.items()
        for name in [_public_name(line, day)]
    }


def public_name(name: str, identity: str, day: datetime.date, *, person: bool) -> str:
    """Return what an applicant is called in public from a day on, where nobody is called alike."""
    return surname_only(name) if person and is_minor(identity, day) else name


def public_names(
    name: str, identity: str, day: datetime.date, number: str, *, person: bool
) -> tuple[str, str, str]:
    """Return all that an applicant may be called in a list from a day on, whose application has a ``number``.

    Lists of earlier versions told minors, too, apart by their identity numbers.
    """
    shown = public_name(name, identity, day, person=person)
    of_person = person and not _OF_A_TRADER.fullmatch(identity)
    by_identity = _TOLD_APART[of_person].format(name=shown, last=identity[-_LAST:])
    return shown, _MINOR_TOLD_APART.format(name=shown, number=number), by_identity


def _public_name(line: LineToPublish, day: datetime.date) -> str:
    return public_name(line.applicant_name, line.identity, day, person=line.person)


def _told_apart(line: LineToPublish, day: datetime.date) -> str:
    _, by_application, by_identity = public_names(
        line.applicant_name, line.identity, day, line.application_number, person=line.person
    )
    return by_application if line.person and is_minor(line.identity, day) else by_identity


def _published(line: LineToPublish, recipient: str, day: datetime.date) -> PublishedLine:
    return PublishedLine(
        application=line.application,
        application_number=line.application_number,
        person=line.person,
        achievement=line.achievement,
        rule=line.rule,
        recipient=recipient,
        name="" if line.person and is_minor(line.identity, day) else _numbered(line),
        item=line.item,
        amount=line.amount,
        score=line.score,
    )


def _numbered(line: LineToPublish) -> str:
    """Return the name of a thing with its number and what is told of it; numbers of a range stand alone."""
    if not line.name:
        return line.ref
    told = "，".join(filter(None, (line.ref, line.told)))
    return f"{line.name}（{told}）" if told else line.name


def personal_problems(lines: Iterable[LineToPublish]) -> Iterator[Problem]:
    """Yield a problem for each application in which personal data would come out, by its number."""
    told = set[tuple[str, str]]()
    for line in lines:
        for where, text, numbered in _published_texts(line):
            what = personal_data_in(text, numbered=numbered)
            if what and (line.application_number, where) not in told:
                told.add((line.application_number, where))
                said = _HOLDS.format(number=line.application_number, where=where, what=what)
                yield Problem("applications", said, str(line.application))


def _published_texts(line: LineToPublish) -> Iterator[tuple[str, str, bool]]:
    yield "申请人名称", line.applicant_name, False
    yield "成果名称", line.name, False
    yield "证书编号", line.ref, True
    yield "权利人", line.told, True
    yield "评审得分", line.score, False
