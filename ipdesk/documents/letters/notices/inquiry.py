"""The inquiry 征求意见函: asks another office whether anything stands against applicants, until a day.

The office that is asked has to look people up: their numbers stand whole in the list that is attached.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.application_letter import code_name
from ipdesk.documents.letters.content import OFFICE_NAMES, Content, Member, office_values
from ipdesk.documents.letters.data import issuer_of
from ipdesk.documents.letters.document import RegisteredDocument
from ipdesk.documents.letters.filed_things import THINGS, FiledThing, filed_things, thing_members
from ipdesk.documents.letters.notices.data import AskedParty, InquiryLetter, InquirySource
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.citations import your_body
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.records import DocumentKind, InquiryParty
from ipdesk.models.workflow import DECIDABLE

NOBODY = "没有选中申请件，不能发征求意见函。"

VOCABULARY = TemplateVocabulary(
    names={
        **OFFICE_NAMES,
        "addressee": "征求意见的单位",
        "your_body": "对征求意见的单位的称呼",
        "matter": "征求意见的事项",
        "answer_by": "函复的截止日期",
        "policies": "申请所依据的政策（名称和文号）",
        "count": "家数和人数",
        "who": "单位、个人，或者单位和个人",
        "listed": "附件所列的内容",
        "personal": "附件里的个人信息，没有个人的为空",
    },
    lists={"parties": {"name": "名称", "code": "证照号码", "code_name": "证照名称"}, "things": THINGS},
    conditions={
        "things": "写明申报的成果",
        "units_only": "只有单位",
        "persons_only": "只有个人",
        "both": "单位和个人都有",
    },
)


def _build(source: InquirySource, date: datetime.date, number: str | None) -> InquiryLetter:
    inquiry = source.inquiry
    return InquiryLetter(
        issuer=issuer_of(source.office),
        number=number,
        date=date,
        addressee=inquiry.addressee,
        matter=inquiry.matter,
        answer_by=inquiry.answer_by,
        policies=source.policies,
        parties=tuple(AskedParty(party.name, party.identity, party.person) for party in inquiry.parties),
        things=tuple(_things(inquiry.parties)),
    )


def _things(parties: Iterable[InquiryParty]) -> Iterator[FiledThing]:
    from ipdesk.rules.pack.vocabulary import standard_vocabulary  # to print one again takes none of it

    for one in parties:
        yield from filed_things(one.achievements, one.name, standard_vocabulary())


def content(letter: InquiryLetter) -> Content:
    """Return what fills the template. Raises LetterDataError where it is about nobody."""
    if not letter.parties:
        raise LetterDataError(NOBODY)
    values = {
        **office_values(letter.issuer),
        "addressee": trimmed(letter.addressee),
        "your_body": your_body(letter.addressee),
        "matter": sentence(letter.matter),
        "answer_by": chinese_date(letter.answer_by),
        "policies": "、".join(map(phrase, letter.policies)),
        **_asked_about(letter),
    }
    parties, things = [_member(party) for party in letter.parties], thing_members(letter.things)
    met = {_kinds(letter.parties), *(("things",) if things else ())}
    return Content(values, {"parties": parties, "things": things}, met)


def _kinds(parties: Sequence[AskedParty]) -> str:
    """Say whether units are asked about, persons, or both."""
    found = {party.person for party in parties}
    return "both" if len(found) > 1 else "persons_only" if True in found else "units_only"


def _asked_about(letter: InquiryLetter) -> dict[str, str]:
    """Return how many units and persons are asked about, and what these are called together."""
    persons = sum(party.person for party in letter.parties)
    units = len(letter.parties) - persons
    counted = (f"{units}家单位" if units else "", f"{persons}名个人" if persons else "")
    who = "和".join(filter(None, ("单位" if units else "", "个人" if persons else "")))
    return {
        "count": "和".join(filter(None, counted)),
        "who": who,
        "listed": f"{who}名单和申报的成果" if letter.things else f"{who}名单",
        "personal": "个人信息" if persons else "",
    }


def _member(party: AskedParty) -> Member:
    return Member(
        {"name": phrase(party.name), "code": trimmed(party.code), "code_name": code_name(person=party.person)}
    )


INQUIRY = RegisteredDocument(
    kind=DocumentKind("inquiry", "征求意见函", states=DECIDABLE, shows=frozenset({"identity"})),
    template="inquiry.yaml",
    vocabulary=VOCABULARY,
    data=InquiryLetter,
    build=_build,
    content=content,
    due=False,
    says_sum=False,
    lists=True,
)
"""The letter to another office before the list is settled."""
