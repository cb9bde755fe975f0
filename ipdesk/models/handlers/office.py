"""Setting up and changing the office."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from ipdesk.models.commands import ChangeOffice, SetUpOffice
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.default_remedies import OwnRemedies, body_named, usual_remedies
from ipdesk.models.core.errors import Conflict, InvalidInput, NotFound, Problem
from ipdesk.models.core.roles import ALL_ROLES
from ipdesk.models.handlers import people, series
from ipdesk.models.parsing.identifiers.codes import stored_code, stored_codes
from ipdesk.models.parsing.identifiers.postcodes import is_postcode
from ipdesk.models.parsing.identifiers.telephone_numbers import check_telephone
from ipdesk.models.parsing.letter_numbers import MOST, is_prefix, series_of
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import LONGEST, line_fault
from ipdesk.models.parsing.values.numbers import MOST_DAYS
from ipdesk.models.reading.office import office as standing
from ipdesk.models.records import Office
from ipdesk.models.tables import OfficeEntry, OwnRemediesEntry
from ipdesk.models.workflow import Step
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_ONLY = 1
_LINES = (
    "name", "red_header", "number_prefix", "contact", "telephone", "second_telephone", "address", "postcode",
    "remedies",
)  # fmt: skip
_TELEPHONES = ("telephone", "second_telephone")
_OF_ARCHIVE = ("fonds", "archive_category", "archive_section")
_MOST_FEN = 10**14  # a sum has at most twelve digits before the point
_ARCHIVE_CODE = re.compile("[0-9A-Za-z]{1,10}")
_LONGEST = {"number_prefix": 20, "remedies": 500}  # characters; other lines as everywhere
_ONLY_PROPOSED = "办理程序用“公示中”的，要同时用“拟资助”：公示的是拟资助的名单。"
_NEEDED = {
    "name": "请填写单位名称。",
    "red_header": "请填写文头（红头）上的发文机关名称。",
    "number_prefix": "请填写发文字号代字，如 韶知资。",
}


def set_up(work: Work, command: SetUpOffice) -> int:
    """Store the office, its first person and its first letter number; return the person's id.

    Raises Conflict where there is an office already, and InvalidInput with every problem found.
    """
    if work.session.get(OfficeEntry, _ONLY) is not None:
        raise Conflict("单位信息已经设置过了，请直接进入。")
    problems = [*_problems(command.office), *people.name_problems(work, command.person)]
    if command.next_letter_number < 1:
        problems.append(Problem("next_letter_number", "起始文号应为1或更大的整数。"))
    if command.next_letter_number > MOST:
        problems.append(Problem("next_letter_number", f"起始文号不能大于{MOST}。"))
    if problems:
        raise InvalidInput(problems)
    office = _with_usual_remedies(command.office)
    apart = command.separates_decision
    work.session.add(OfficeEntry(id=_ONLY, separates_decision=apart, **_values(office)))
    _write_own_remedies(work, office)
    person = people.add_person(work, command.person, ALL_ROLES)
    name = series_of(stored_line(command.office.number_prefix))
    series.begin_at(work.session, name, work.today.year, command.next_letter_number)
    first = work.part(work.now, Actor(person))
    first.audit("set_up", Kind.OFFICE, _ONLY)
    first.audit("add", Kind.PERSON, person)
    return person


def change(work: Work, command: ChangeOffice) -> None:
    """Replace the office's particulars that differ, and note their names in the audit log.

    Raises NotFound before the first start, InvalidInput with every problem, and Conflict where another desk
    changed them.
    """
    work.lock("office")
    stored = work.session.get(OfficeEntry, _ONLY)
    if stored is None:
        raise NotFound("还没有设置单位信息。", "name")
    if command.shown is not None and command.shown != standing(work.session):
        raise Conflict("单位信息刚在另一处修改过，这里的修改没有保存。请选择用哪一份。")
    problems = _problems(command.office)
    if problems:
        raise InvalidInput(problems)
    new = _values(command.office)
    changed = [name for name, value in new.items() if getattr(stored, name) != value]
    for name in changed:
        setattr(stored, name, new[name])
    if _write_own_remedies(work, command.office):
        changed.append("own_remedies")
    if changed:
        work.audit("change", Kind.OFFICE, _ONLY, changed)


def _with_usual_remedies(office: Office) -> Office:
    """Return the office with the usual sentences on remedies where it has none."""
    remedies = usual_remedies(office.name) if blank(office.remedies) else office.remedies
    body = body_named(remedies, office.name)
    own = {paper.value: office.own_remedies.get(paper) or paper.usual(body) for paper in OwnRemedies}
    return replace(office, remedies=remedies, own_remedies=own)


def _write_own_remedies(work: Work, office: Office) -> bool:
    """Keep the sentences of papers that have their own; say whether any changed."""
    entry, wanted = OwnRemediesEntry, {}
    for paper in OwnRemedies:
        if sentence := stored_line(office.own_remedies.get(paper, "")):
            wanted[paper.value] = sentence
    kept = {one.paper: one.sentence for one in work.session.scalars(select(entry))}
    if kept == wanted:
        return False
    work.session.execute(delete(entry))
    work.session.add_all(entry(paper=paper, sentence=sentence) for paper, sentence in wanted.items())
    return True


def _values(office: Office) -> dict[str, object]:
    columns = (field.name for field in fields(office) if field.name != "own_remedies")
    values = {name: getattr(office, name) for name in columns}
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    return values | {name: stored_line(text) for name, text in texts.items()} | stored_codes(texts)


def _problems(office: Office) -> list[Problem]:
    found = [Problem(name, message) for name, message in _NEEDED.items() if blank(getattr(office, name))]
    if any(char in office.number_prefix for char in "〔〕[]()（）"):
        found.append(Problem("number_prefix", "发文字号代字只填年份前面的部分，如 韶知资。"))
    elif not is_prefix(office.number_prefix):
        found.append(Problem("number_prefix", "发文字号代字不写“第”“号”和数字，只填如 韶知资。"))
    elif not all(unicodedata.category(char)[0] in "LN" for char in stored_line(office.number_prefix)):
        found.append(Problem("number_prefix", "发文字号代字只用汉字、字母和数字，如 韶知资。"))
    if not 0 <= office.minutes_from < _MOST_FEN:
        found.append(Problem("minutes_from", "起点金额应在0元以上、一万亿元以下，请核对。"))
    if Step.PUBLISH.target in office.procedure.stages and Step.PROPOSE.target not in office.procedure.stages:
        found.append(Problem(Step.PUBLISH.target.value, _ONLY_PROPOSED))
    if not 1 <= office.hearing_days <= MOST_DAYS:
        found.append(Problem("hearing_days", f"陈述申辩的期限应为1至{MOST_DAYS}个工作日。"))
    found += _archive_problems(office)
    return [*found, *_line_problems(office)]


def _archive_problems(office: Office) -> Iterator[Problem]:
    """Yield parts of archive numbers that cannot stand in one, or are lacking beside others."""
    parts = {name: stored_code(getattr(office, name)) for name in _OF_ARCHIVE}
    for name, text in parts.items():
        if text and not _ARCHIVE_CODE.fullmatch(text):
            yield Problem(name, "档号的各部分只用字母和数字，如 J012、WS、BGS，请核对。")
        elif not text and any(parts.values()):
            yield Problem(name, "档号的三个部分要一起填写；不归档的都留空。")


def _line_problems(office: Office) -> Iterator[Problem]:
    for name in _TELEPHONES:
        if not blank(getattr(office, name)) and check_telephone(getattr(office, name)).problem:
            yield Problem(name, "电话应为区号加座机号如 0751-8881234，或11位手机号，请核对。")
    if not blank(office.postcode) and not is_postcode(office.postcode):
        yield Problem("postcode", "邮政编码应为6位数字。")
    lines = {name: getattr(office, name) for name in _LINES}
    own = {paper.setting: office.own_remedies.get(paper, "") for paper in OwnRemedies}
    for name, text in (*lines.items(), *own.items()):
        longest = _LONGEST["remedies"] if name in own else _LONGEST.get(name, LONGEST)
        if fault := line_fault(text, longest=longest):
            yield Problem(name, fault)
