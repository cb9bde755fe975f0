"""What comes of the rows of a list of applicants: new ones, known ones, changed ones, and doubts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from ipdesk.models.core.errors import Problem
from ipdesk.models.lists.list_form import bare_head
from ipdesk.models.lists.listed_rows import Verdict, choice_of, data_lines
from ipdesk.models.lists.register_rows import ImportedRow
from ipdesk.models.lists.table import ReadTable
from ipdesk.models.parsing.applicant import normalised, problems_of
from ipdesk.models.parsing.identifiers.pasted_number import identity_code
from ipdesk.models.parsing.identifiers.same_holder import numbers_of_holder
from ipdesk.models.parsing.names.applicant_kinds import proposed_kinds
from ipdesk.models.parsing.names.names import folded_name
from ipdesk.models.records import ApplicantDetails, ApplicantRecord
from ipdesk.models.records.imports.applicants import ListedApplicant
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.pack.vocabulary import Vocabulary

APPLICANT = "applicant"
"""The kind of a list of applicants."""

_TWICE = "和前面第 {line} 行是同一个申请人"
_KNOWN = "已登记"
_OTHER_NAME = "这个号码登记的是“{name}”，请核对；确实改名的，在申请人资料里改"
_SAME_NAME = "已登记了同名的，证件号码末四位 {ends}，请核对是不是同一个"
_CHANGED = "“{head}”和登记的不同"
_MORE = "登记里还没有“{head}”"
_ACCOUNT = "收款账户和登记的不同：改账户要在申请人资料里凭证明改"
_BY_CODE = "{reason}，按“{kind}”登记"
_WHICH_KIND = "没有写类型，{reason}可能是：{kinds}"
_NO_KIND = "没有写类型，也看不出来"
_WHOLE = 18
_OF_ACCOUNT = frozenset({"account", "account_name", "bank"})


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownApplicants:
    """The registered applicants that a list may name: by the forms of their numbers, and by their names."""

    by_number: Mapping[str, ApplicantRecord]
    by_name: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadApplicant:
    """A row as it was read: the details as they would be stored, and what is wrong or doubtful of it."""

    line: int
    details: ApplicantDetails
    reasons: tuple[str, ...]
    verdict: Verdict
    stated: tuple[str, ...]


def read_applicants(table: ReadTable, words: Vocabulary, today: datetime.date) -> Iterator[ReadApplicant]:
    """Yield each row of a list of applicants by itself."""
    for line, row in data_lines(table):
        stated = {fact: table.cell(row, fact) for fact in table.columns if table.cell(row, fact)}
        kind, notes, sure = _kind(table, stated, words)
        values: dict[str, Any] = {"name": "", "identity": "", **stated, "kind": kind}
        typed = ApplicantDetails(**values)
        problems = [one for one in problems_of(typed, words, today) if kind or one.field != "kind"]
        reasons = (*table.sheet.notes.get(line, ()), *notes, *(one.message for one in problems))
        yield ReadApplicant(
            line=line,
            details=normalised(typed, words),
            reasons=reasons,
            verdict=_verdict(problems, sure, len(identity_code(typed.identity)) == _WHOLE),
            stated=tuple(stated),
        )


def _verdict(problems: Iterable[Problem], sure: bool, whole: bool) -> Verdict:
    """Return what a row is by itself; a ``whole`` number has a check character that has to be right."""
    found = list(problems)
    if any(not one.confirmable or (whole and one.field == "identity") for one in found):
        return Verdict.REFUSED
    return Verdict.NEW if sure and not found else Verdict.ASK


def _kind(
    table: ReadTable, stated: Mapping[str, str], words: Vocabulary
) -> tuple[str, tuple[str, ...], bool]:
    """Return the kind of an applicant, what is to be said of it, and whether it can be gone by."""
    said = choice_of(table, "kind", stated.get("kind", ""))
    named = {bare_head(word.name): kind for kind, word in words.applicant_kinds.items()}
    if said:
        kind = said if said in words.applicant_kinds else named.get(bare_head(said), "")
        return kind, () if kind else (_NO_KIND,), bool(kind)
    proposed = proposed_kinds(stated.get("name", ""), stated.get("identity", ""), "", words.applicant_kinds)
    if proposed is None:
        return "enterprise", (_NO_KIND,), False
    names = [words.applicant_kinds[kind].name for kind in proposed.kinds]
    first = proposed.kinds[0]
    if proposed.certain and (len(names) == 1 or first == "enterprise"):
        return first, (_BY_CODE.format(reason=proposed.reason, kind=names[0]),), True
    return first, (_WHICH_KIND.format(reason=proposed.reason + "，", kinds="、".join(names)),), False


class ApplicantJudge:
    """Holds rows against what is registered, one after the other."""

    def __init__(self, known: KnownApplicants, table: ReadTable) -> None:
        self._known, self._table = known, table
        self._seen: dict[str, int] = {}

    def judge(self, read: ReadApplicant) -> ImportedRow:
        """Return what comes of a row."""
        if read.verdict is Verdict.REFUSED:
            return self._row(read, Verdict.REFUSED, ())
        number = identity_code(read.details.identity)
        if number in self._seen:
            return self._row(read, Verdict.KNOWN, (_TWICE.format(line=self._seen[number]),))
        self._seen[number] = read.line
        stands = self._known.by_number.get(number)
        return self._of_known(read, stands) if stands is not None else self._of_new(read)

    def _of_new(self, read: ReadApplicant) -> ImportedRow:
        ends = self._known.by_name.get(folded_name(read.details.name), ())
        doubt = (_SAME_NAME.format(ends="、".join(ends)),) if ends else ()
        verdict = Verdict.ASK if doubt else read.verdict
        return self._row(read, verdict, doubt, ListedApplicant(details=read.details))

    def _of_known(self, read: ReadApplicant, stands: ApplicantRecord) -> ImportedRow:
        if folded_name(stands.name) != folded_name(read.details.name):
            return self._row(read, Verdict.ASK, (_OTHER_NAME.format(name=stands.name),))
        differing = [one for one in read.stated if one != "kind" and self._differs(read, stands, one)]
        own = [one for one in differing if one not in _OF_ACCOUNT or blank(str(getattr(stands, one)))]
        account = (_ACCOUNT,) if len(own) < len(differing) else ()
        if not own:
            return self._row(read, Verdict.ASK if account else Verdict.KNOWN, account or (_KNOWN,))
        wanted = replace(_details(stands), **{one: getattr(read.details, one) for one in own})
        listed = ListedApplicant(details=wanted, id=stands.id, revision=stands.revision)
        changed = any(not blank(str(getattr(stands, one))) for one in own)
        reasons = (*account, *(self._said(stands, one) for one in own))
        return self._row(read, Verdict.CHANGED if changed else Verdict.KNOWN, reasons, listed)

    def _differs(self, read: ReadApplicant, stands: ApplicantRecord, field: str) -> bool:
        if field == "identity":
            return False
        return folded_name(str(getattr(read.details, field))) != folded_name(str(getattr(stands, field)))

    def _said(self, stands: ApplicantRecord, field: str) -> str:
        words = _MORE if blank(str(getattr(stands, field))) else _CHANGED
        return words.format(head=self._table.heads[self._table.columns[field]])

    def _row(
        self,
        read: ReadApplicant,
        verdict: Verdict,
        reasons: Sequence[str],
        listed: ListedApplicant | None = None,
    ) -> ImportedRow:
        return ImportedRow(
            sheet=self._table.sheet.name,
            line=read.line,
            verdict=verdict,
            reasons=(*reasons, *read.reasons),
            name=read.details.name,
            applicant=listed,
        )


def _details(stands: ApplicantRecord) -> ApplicantDetails:
    return ApplicantDetails(**{one.name: getattr(stands, one.name) for one in fields(ApplicantDetails)})


def numbers_asked(rows: Iterable[ReadApplicant]) -> frozenset[str]:
    """Return the numbers by which the rows may be registered, in all their forms."""
    return frozenset(
        form for row in rows for form in numbers_of_holder(identity_code(row.details.identity)) if form
    )
