"""What lies in a file, by day and step: what was handed in, what came in, what was issued and served."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ipdesk.documents.letters.after_award.printed_again import ANEW, called
from ipdesk.documents.letters.after_award.publication_proof import KIND as PUBLISHED_PROOF
from ipdesk.documents.letters.after_award.publication_proof import proven
from ipdesk.documents.letters.document import ApplicationSource, KeptPaper
from ipdesk.documents.letters.service import KIND as PROOF
from ipdesk.models.records import (
    ApplicationDetail,
    IncomingDetails,
    IncomingPaper,
    LetterRow,
    Office,
    ServiceWay,
)
from ipdesk.models.records.archive import Matter, counted_material, counted_paper, counted_proof
from ipdesk.models.records.public_notices import FINDING_NOTICE, OBJECTION_NOTICE
from ipdesk.models.records.services import HEARING_NOTICE, WITH_A_PERIOD

NameOf = Callable[[LetterRow], str]
REPORT_ON = "{title}　{number}"
IN_VAIN = "（未能送达）"
ANNEXED = {"forwarded_table": "recommendation"}
"""Kinds that go out as the annex of another: both together are one paper of the file."""
PUBLISHED = "送达公告（{number}）在{posted}发布的证明：{proof}"
ANSWER = "［关于{year}年度知识产权资助（奖励）申请的复函］"
"""What an answer is called whose own title nobody typed: in brackets, as DA/T 22 has it."""
HANDED_IN, CAME_IN, ISSUED = "handed_in", "came_in", "issued"
_PROOFS = {ServiceWay.POST: "邮寄送达回执", ServiceWay.ELECTRONIC: "电子送达回执"}
_PROOF = "送达回证"
_IN_PUBLIC = "（公告送达）"
PUBLIC_NOTICE = "public_notice"
"""The id of the kind of a list that is published."""
SLIP = "{title}（{number}）"
_PARTY = {"党组": "中共{office}党组", "党委": "中共{office}委员会"}
"""A word in the number or title of minutes, with the author that they have then."""
_BEHIND, _AHEAD = 10**9, -1
"""Behind and before all letters of the same moment."""
_SIGNED = ("approval_form", "handling_approval")
"""Kinds of the sheets on which is signed what a meeting decided."""


@dataclass(frozen=True, slots=True)
class FiledPaper:
    """A paper in the file: its number and author, what it is, its day, and how many pages it has.

    ``pages`` is 0 where nobody has counted them. ``source`` says from where it came, "" in a list of a former
    version; ``copies`` how many there are of it.
    """

    number: str
    author: str
    title: str
    day: datetime.date | None
    pages: int
    source: str = ""
    copies: int = 1
    is_copy: bool = False


def filed_papers(source: ApplicationSource, name_of: NameOf, own: Sequence[str]) -> tuple[FiledPaper, ...]:
    """Return the papers of a file by their days, those of one day by the steps that wrote them.

    ``own`` are the kinds that stand for the file itself. What has no day comes last.
    """
    issued = *_issued(source, name_of, own), *_publications(source), *_proofs(source, name_of)
    issued += (*_in_vain(source, name_of),)
    papers = *_handed_in(source), *_came_in(source), *issued
    return tuple(one.paper for one in sorted(papers, key=_place))


class _Filed(NamedTuple):
    """A paper with where it stands: by which day, if not its own, and at which moment of that day.

    What has no moment stands before all that was written down on its day. Of papers of one moment the one
    with the greater ``turn`` stands behind: what came in before what was issued, proofs behind their papers.
    """

    paper: FiledPaper
    at: datetime.datetime | None = None
    turn: float = 0
    day: datetime.date | None = None


_Place = tuple[datetime.date, bool, datetime.datetime, float]
_NO_MOMENT = datetime.datetime.min.replace(tzinfo=datetime.UTC)


def _place(filed: _Filed) -> _Place:
    day = filed.day or filed.paper.day or datetime.date.max
    return day, filed.paper.source != HANDED_IN, filed.at or _NO_MOMENT, filed.turn


def _handed_in(source: ApplicationSource) -> Iterator[_Filed]:
    # Only a new list asks the policy; to print one again takes nothing of it.
    from ipdesk.models.services.handed_in import handed_in

    detail = source.detail
    counted = detail.archive.pages if detail.archive is not None else {}
    for one in handed_in(detail, source.policy, source.form, source.day):
        pages = counted.get(counted_material(one.id), 0)
        yield _Filed(FiledPaper("", one.author, one.title, one.day, pages, HANDED_IN, one.copies))


def _came_in(source: ApplicationSource) -> Iterator[_Filed]:
    """Yield what was written down beside the letters; what the office wrote itself did not come in."""
    detail = source.detail
    counted = detail.archive.pages if detail.archive is not None else {}
    for one in detail.incoming:
        paper, sheets = one.details, one.details.sheets
        pages = counted.get(counted_paper(one.id), sheets.pages)
        title, number = paper.title, paper.number
        if paper.matter is Matter.UPPER_ANSWER and title == paper.matter.label:
            title = ANSWER.format(year=detail.application.year)
        if paper.matter is Matter.RETURN_SLIP and number:
            title, number = SLIP.format(title=title, number=number), ""  # no number of a document 文号
        whose = ISSUED if paper.sender == source.office.name else CAME_IN
        filed = FiledPaper(
            number, _author(paper, source.office), title, paper.day, pages, whose, 1, sheets.is_copy
        )
        day = _day_of_evidence(detail, one)
        moment, turn = _moment(detail, one, day or paper.day)
        yield _Filed(filed, moment, turn, day)


def _author(paper: IncomingDetails, office: Office) -> str:
    """Return who is responsible for a paper: for minutes of the office's Party group, that group."""
    if paper.matter is Matter.MINUTES and paper.sender == office.name:
        said = paper.number + paper.title
        return next(
            (author.format(office=office.name) for word, author in _PARTY.items() if word in said),
            office.name,
        )
    return paper.sender


_ANSWERS = {
    Matter.STATEMENT: HEARING_NOTICE,
    Matter.OBJECTION_STATEMENT: OBJECTION_NOTICE,
    Matter.FINDING_STATEMENT: FINDING_NOTICE,
    Matter.RETURN_SLIP: "clawback_decision",
    Matter.TRANSFER: "clawback_decision",
    Matter.INQUIRY_ANSWER: "inquiry",
    Matter.UPPER_ANSWER: "recommendation",
    Matter.MINUTES: "notice_report",
}
"""What came in upon a paper of this office, with that paper's kind: of the same day it stands behind it.

What the meeting was told of a public notice stands before its minutes.
"""


def _moment(
    detail: ApplicationDetail, paper: IncomingPaper, day: datetime.date
) -> tuple[datetime.datetime | None, float]:
    """Return where a paper stands among those of its day: when the step wrote it that rests on it.

    What was written down on a later day stands before all others of its own, as they may rest on it, but for
    an answer, which stands behind what it answers; evidence stands before the step that rests on it, minutes
    before the sheets of their day.
    """
    kind = _ANSWERS.get(paper.details.matter)
    same = (one for one in detail.letters if one.kind == kind and one.date == day and not one.is_void)
    answered = [one.issued_at for one in same]
    if paper.at.date() == day and paper.details.matter is not Matter.EVIDENCE:
        if paper.details.matter is Matter.MINUTES and not answered:
            sheets = [*_signed_by(detail, day)]
            return min((paper.at, *sheets)), _AHEAD if min(sheets, default=paper.at) < paper.at else 0
        moment = max((paper.at, *answered))
        return moment, _BEHIND if moment in answered else 0
    return (max(answered), _BEHIND) if answered else (None, 0)


def _signed_by(detail: ApplicationDetail, day: datetime.date) -> Iterator[datetime.datetime]:
    """Yield when the sheets of a day were printed that stand."""
    sheets = (one for one in detail.letters if one.kind in _SIGNED and not one.is_void)
    return (one.issued_at for one in sheets if one.date == day)


def _day_of_evidence(detail: ApplicationDetail, paper: IncomingPaper) -> datetime.date | None:
    """Return by which day evidence stands: before the notice 告知书 that rests on it, however old it is."""
    if paper.details.matter is not Matter.EVIDENCE:
        return None
    days = sorted(one.date for one in detail.letters if one.kind == HEARING_NOTICE and not one.is_void)
    told = [day for day in days if day <= paper.at.date()] or days[:1]
    return max(told[-1], paper.details.day) if told else None


def _issued(source: ApplicationSource, name_of: NameOf, own: Sequence[str]) -> Iterator[_Filed]:
    again, annexes = called(source.detail), _annexes(source)
    published = [one.id for one in source.detail.letters if one.kind == PUBLIC_NOTICE and not one.is_void]
    for letter in reversed(source.detail.letters):
        if letter.kind in own or (letter.kind == PROOF and not letter.is_void) or letter.id in annexes:
            continue
        kept = source.papers.get(letter.id, KeptPaper(0, ""))
        title = kept.title or name_of(letter)
        if kept.about:
            title = REPORT_ON.format(title=title, number=kept.about)
        anew = ANEW if letter.id in published[:-1] else again.get(letter.id, "")
        title += "" if title.endswith(anew) else anew  # a list that is published anew says so itself
        pages = kept.pages + sum(
            source.papers[annex].pages for annex, to in annexes.items() if to == letter.id
        )
        filed = FiledPaper(letter.number, source.office.name, title, letter.date, pages, ISSUED)
        yield _Filed(filed, letter.issued_at, letter.id)


def _annexes(source: ApplicationSource) -> dict[int, int]:
    """Return which letters went out as annexes, with the letters that they went with."""
    found = dict[int, int]()
    standing = [one for one in reversed(source.detail.letters) if not one.is_void]
    for one in standing:
        kind = ANNEXED.get(one.kind)
        ahead = [other.id for other in standing if other.kind == kind and other.id < one.id]
        if ahead and one.id in source.papers:
            found[one.id] = ahead[-1]
    return found


def _publications(source: ApplicationSource) -> Iterator[_Filed]:
    """Yield what proves that papers were announced in public, but for what was printed with its pictures."""
    shown = max((one.issued_at for one in source.detail.letters if _is_proof(one)), default=None)
    for one in source.detail.services:
        if shown is not None and proven(one) and one.at <= shown:
            continue
        if (where := one.publication) is not None:
            title = PUBLISHED.format(number=where.number, posted=where.posted, proof=where.proof)
            filed = FiledPaper("", source.office.name, title, one.day, where.pages, ISSUED)
            yield _Filed(filed, one.at, _BEHIND)


def _is_proof(letter: LetterRow) -> bool:
    return letter.kind == PUBLISHED_PROOF and not letter.is_void


# --- proofs of service ---


def _proofs(source: ApplicationSource, name_of: NameOf) -> Iterator[_Filed]:
    """Yield the proofs that papers were served, each by the day of its service, called by what it proves.

    The form that was printed for one is the proof once it is filled in; where none was, the receipt of the
    post or of the other's computer is, whose pages are for the hand to count. A form for what had to be
    announced in public shows that, of the day on which this counted as service.
    """
    served, forms = _served(source.detail), _forms(source)
    counted = source.detail.archive.pages if source.detail.archive is not None else {}
    letters = {one.number: one for one in source.detail.letters if one.number}
    in_public = {one.number: one.served_on for one in source.detail.services if one.way is ServiceWay.PUBLIC}
    for number in dict.fromkeys((*forms, *served)):
        day, way = served.get(number, (None, None))
        form, pages = forms.get(number, (None, 0))
        if form is None and way is ServiceWay.PUBLIC:
            continue  # the paper shows it by which it was published
        letter = letters.get(number)
        if form is None and letter is not None:
            pages = counted.get(counted_proof(letter.id), 0)
        title = _proof_title(letter, None if form else way, name_of) + _IN_PUBLIC * (number in in_public)
        filed = FiledPaper("", source.office.name, title, in_public.get(number, day or form), pages, ISSUED)
        yield _Filed(filed, *_moment_of_proof(source.detail, letter, filed.day))


def _in_vain(source: ApplicationSource, name_of: NameOf) -> Iterator[_Filed]:
    """Yield the forms printed before a paper had to be announced: nobody could be served by them."""
    letters = {one.number: one for one in source.detail.letters if one.number}
    in_public = {one.number for one in source.detail.services if one.way is ServiceWay.PUBLIC}
    about = dict[str, list[LetterRow]]()
    for form in reversed(source.detail.letters):
        if form.kind == PROOF and not form.is_void:
            about.setdefault(source.papers.get(form.id, KeptPaper(0, "")).about, []).append(form)
    for number in in_public & {*about}:
        for form in about[number][:-1]:
            title = _proof_title(letters.get(number), None, name_of) + IN_VAIN
            pages = source.papers[form.id].pages
            filed = FiledPaper("", source.office.name, title, form.date, pages, ISSUED)
            yield _Filed(filed, form.issued_at, form.id)


def _moment_of_proof(
    detail: ApplicationDetail, letter: LetterRow | None, day: datetime.date | None
) -> tuple[datetime.datetime | None, float]:
    """Return where a proof stands on its day: right behind its paper, else when it was written down."""
    if letter is None:
        return None, 0
    served = next((one.at for one in detail.services if one.letter == letter.id), letter.issued_at)
    return (letter.issued_at, letter.id + 0.5) if day == letter.date else (served, _BEHIND)


def _proof_title(letter: LetterRow | None, way: ServiceWay | None, name_of: NameOf) -> str:
    """Return what a proof is called; ``way`` None is the form's own."""
    word = _PROOFS.get(way, _PROOF) if way is not None else _PROOF
    return (name_of(letter) if letter is not None else "") + word


def receipts(detail: ApplicationDetail, forms: Container[str], name_of: NameOf) -> Iterator[tuple[str, str]]:
    """Yield what proves service without a form of this office: the items to count, and what they are called.

    ``forms`` are the numbers of the papers for which a form was printed.
    """
    letters = {one.number: one for one in detail.letters if one.number}
    for number, (_, way) in _served(detail).items():
        if number in letters and number not in forms and way is not ServiceWay.PUBLIC:
            yield counted_proof(letters[number].id), _proof_title(letters[number], way, name_of)


def _forms(source: ApplicationSource) -> dict[str, tuple[datetime.date, int]]:
    """Return the newest form printed for each paper, by its number: its day and pages."""
    found = {}
    for letter in reversed(source.detail.letters):
        if letter.kind == PROOF and not letter.is_void:
            kept = source.papers.get(letter.id, KeptPaper(0, ""))
            found[kept.about] = (letter.date, kept.pages)
    return found


def _served(detail: ApplicationDetail) -> dict[str, tuple[datetime.date, ServiceWay | None]]:
    """Return on which day and in which way papers were served, by their numbers, those served first first."""
    found: dict[str, tuple[datetime.date, ServiceWay | None]] = {}
    for number, day in (*_corrections_served(detail), *_hearings_served(detail)):
        found[number] = (day, None)
    found |= {one.number: (one.day, one.way) for one in detail.services}
    return found


def _corrections_served(detail: ApplicationDetail) -> Iterator[tuple[str, datetime.date]]:
    """Yield the notices of corrections whose service began a period: each is that of its round."""
    notices = [one for one in reversed(detail.letters) if one.kind in WITH_A_PERIOD and not one.is_void]
    rounds = [(one.asked_on, one.served_on) for one in detail.corrections]
    for (asked, served), (until, _) in pairwise((*rounds, (datetime.date.max, None))):
        own = [one for one in notices if asked <= one.date < until or one.date == asked]
        if served is not None and own:
            yield own[-1].number, served


def _hearings_served(detail: ApplicationDetail) -> Iterator[tuple[str, datetime.date]]:
    notices = [one for one in detail.letters if one.kind == HEARING_NOTICE and not one.is_void]
    for clawback in detail.clawbacks:
        own = [one for one in notices if one.date >= clawback.proposed_on]
        if clawback.served_on is not None and own:
            yield own[-1].number, clawback.served_on
