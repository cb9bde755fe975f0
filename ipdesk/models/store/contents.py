"""Whether what stands in the rows can be what the program wrote. Asked only once something could not be read.

SQLite finds damage to its own pages; a figure or a letter changed inside a value it hands out as it is.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Date, Integer, LargeBinary, String, Table
from sqlalchemy.types import TypeEngine

from ipdesk.funds.books.accounts import Place
from ipdesk.funds.books.figures import Rounding
from ipdesk.funds.books.posting_days import Precision
from ipdesk.funds.books.postings import PostingKind
from ipdesk.funds.core.words import Channel, Method, PaperRole, SourceLevel
from ipdesk.funds.indicators.indicator import Band, Comparator, Group
from ipdesk.funds.payments.payment_row import PayeeKind
from ipdesk.funds.projects.contract import Stage
from ipdesk.funds.projects.funding import Bearer
from ipdesk.funds.projects.progress import CheckOutcome
from ipdesk.models.core import exact_json
from ipdesk.models.core.roles import Role
from ipdesk.models.evaluation.explanation import line_of, notices_of
from ipdesk.models.files.forms import FileForm
from ipdesk.models.parsing.draft_json import decisions_of, owners_of, review_of, rows_of
from ipdesk.models.periods.period import Unit
from ipdesk.models.reading.calls.stored import materials_of
from ipdesk.models.reading.corrections import had_of, items_of
from ipdesk.models.reading.funds.payment_states import EVENTS
from ipdesk.models.reading.funds.years import IMPROVEMENT, PROBLEM, REMARK
from ipdesk.models.records import (
    AnnouncementGround,
    AnsweredLine,
    ApprovalOrder,
    BasisKind,
    CeilingWay,
    CheckResult,
    CheckStage,
    FindingCode,
    Matter,
    ObjectionState,
    Objector,
    Retention,
    ReversalKind,
    ServiceWay,
)
from ipdesk.models.records.applicants import AccountKind
from ipdesk.models.records.decisions import LoweredGround, ViewOutcome
from ipdesk.models.records.forms import MaterialForm
from ipdesk.models.records.handlings import SheetPost
from ipdesk.models.records.reversals import ConsequenceKind
from ipdesk.models.tables import Base
from ipdesk.models.tables.base import Moment, ProcedureText, StateName, procedure_of
from ipdesk.models.workflow import HandlingState, Level, State, Step
from ipdesk.rules.core.result import Status
from ipdesk.rules.library.policy_library import stored_policy
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from ipdesk.rules.source.findings import PackError

Read = Callable[[Any], object]
"""Reads a value as the program does; raises whatever it raises for one that was never written."""

_LARGEST = 2**53
_LINE = {"achievement": "", "rule": "", "article": "", "status": Status.AWARDED, "computed": 0, "amount": 0}


# A line belongs to an achievement of its application, by the same key.
_LINES_OF_NOTHING = """
SELECT line.id FROM award_line AS line LEFT JOIN application_achievement AS chosen
ON chosen.application_id = line.application_id AND chosen.achievement_id = line.achievement_id
AND chosen.key = line.key WHERE chosen.key IS NULL
"""

_PACKS = "SELECT rowid, sha256, content FROM policy_pack"
_RULES_OF_PACK = "SELECT min(id), rule FROM award_line WHERE pack = ? GROUP BY rule"


def first_fault(connection: Connection) -> str | None:
    """Return where the first value stands that was never written so, None where all were.

    The place is a table and a row's number, never what stands there. Raises sqlite3.Error.
    """
    return next(_faults(connection), None)


def _faults(connection: Connection) -> Iterator[str]:
    for table in Base.metadata.sorted_tables:
        yield from _faults_in(connection, table)
    for table_name, row, *_ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{table_name} {row}"
    for row in connection.exec_driver_sql(_LINES_OF_NOTHING).scalars():
        yield f"award_line {row}"
    yield from _faulty_packs(connection)


def _faults_in(connection: Connection, table: Table) -> Iterator[str]:
    reads = [_reads(column) for column in table.columns]
    names = ", ".join(_selected(column) for column in table.columns)
    # Below the types of the tables, which would fail at the value that is looked for.
    for row, *values in connection.exec_driver_sql(f'SELECT rowid, {names} FROM "{table.name}"'):
        if not all(map(_is_readable, reads, values)):
            yield f"{table.name} {row}"


def _faulty_packs(connection: Connection) -> Iterator[str]:
    """Yield packs that are not those of their hash, and lines under rules that their packs never had."""
    for row, sha256, content in connection.exec_driver_sql(_PACKS):
        if hashlib.sha256(content).hexdigest() != sha256:
            yield f"policy_pack {row}"
            continue
        try:
            rules = stored_policy(content, "pack.yaml").rule_ids()
        except PackError:
            continue  # of another version's form: nothing can be said
        lines = connection.exec_driver_sql(_RULES_OF_PACK, (sha256,))
        yield from (f"award_line {line}" for line, rule in lines if rule not in rules)


def _selected(column: Column[Any]) -> str:
    """Return what to ask of a column: of papers and packs only that they are bytes."""
    return f'typeof("{column.name}")' if isinstance(column.type, LargeBinary) else f'"{column.name}"'


def _is_readable(reads: tuple[Read, ...], value: object) -> bool:
    try:
        for read in reads:
            read(value)
    except Exception:  # whatever it is, the program never wrote this value
        return False
    return True


def _reads(column: Column[Any]) -> tuple[Read, ...]:
    if column.nullable:
        return (_unless_empty(_typed(column.type)),)
    further = _CONTENTS.get(column.table.name, {}).get(column.name)
    return (_typed(column.type), *((further,) if further is not None else ()))


def _unless_empty(read: Read) -> Read:
    return lambda value: None if value is None else read(value)


def _unless_blank(read: Read) -> Read:
    return lambda value: None if value == "" else read(value)


def _typed(kind: TypeEngine[Any]) -> Read:
    return next(read for known, read in _TYPES if isinstance(kind, known))


def _of(wanted: type) -> Read:
    def read(value: object) -> None:
        if type(value) is not wanted:
            raise TypeError(wanted)

    return read


def _whole(value: object) -> None:
    """Read a number; sums of those that the program writes stay far below what SQLite can add up."""
    _of(int)(value)
    if not -_LARGEST < value < _LARGEST:  # type: ignore[operator]
        raise ValueError


def _flag(value: object) -> None:
    if value not in (0, 1):
        raise ValueError


def _moment(value: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(value).astimezone(datetime.UTC)


def _facts(value: str) -> None:
    found = exact_json.read_facts(value)
    if not all(isinstance(name, str) and not isinstance(one, dict) for name, one in found.items()):
        raise ValueError


def _blob(kind: object) -> None:
    if kind != "blob":
        raise TypeError


def _rows(value: str) -> None:
    for row in rows_of(value):
        texts = (row.id, row.kind, row.ref, row.ref_last, row.count, row.date, row.year)
        _all_text(*texts, row.name, row.owners, row.filing_date)
        _all_text(row.rights, row.contract, row.contract_date)
        _all_text(*row.facts, *row.facts.values(), *row.in_wan, *row.confirmed, *row.received)
        _all_text(*row.originals, *row.copies)


def _decision(value: str) -> None:
    form = decisions_of(value)
    _all_text(form.minutes_number, form.minutes_date, form.minutes_body, form.minutes_text)
    _all_text(form.departure_reason, form.unpublished_reason, *form.answers, *form.answers.values())
    _all_text(form.view_gist, form.view_why)
    _view_outcome(form.view_outcome)
    for line in form.lines:
        _all_text(line.achievement, line.rule, line.decided, line.granted, line.reason, line.basis)
        _all_text(line.lowered_by)
        _unless_blank(LoweredGround)(line.ground)
        for expert in line.experts:
            _all_text(expert.name, expert.unit, expert.score)


def _basis(value: str) -> None:
    if value:
        BasisKind(value)


def _score(value: str) -> None:
    if value:
        Decimal(value)


def _published_score(value: str) -> None:
    """Read a mean as it is printed: 87.5分."""
    if value and not value.endswith("分"):
        raise ValueError(value)
    _score(value.removesuffix("分"))


def _step(value: str) -> None:
    if value:
        Step[value]


def _answered(value: str) -> None:
    for line in exact_json.loads(value):
        AnsweredLine(*line)


def _pairs(value: str) -> None:
    for achievement, rule in exact_json.loads(value):
        _all_text(achievement, rule)


def _all_text(*values: object) -> None:
    for value in values:
        _of(str)(value)


# The narrower before the wider: a moment is kept as text, a yes or no as a number.
_TYPES: tuple[tuple[type[TypeEngine[Any]], Read], ...] = (
    (Moment, _moment),
    (StateName, State),
    (ProcedureText, procedure_of),
    (Date, datetime.date.fromisoformat),
    (Boolean, _flag),
    (Integer, _whole),
    (LargeBinary, _blob),
    (String, _of(str)),
)


def _applicant_kind(value: str) -> None:
    if value not in standard_vocabulary().applicant_kinds:
        raise ValueError


def _view_outcome(value: str) -> None:
    if value:
        ViewOutcome(value)


_CONTENTS: Mapping[str, Mapping[str, Read]] = {
    "applicant_account": {"kind": AccountKind},
    "application_step": {"step": _step},
    "batch": {"step": lambda value: Step[value]},
    "batch_member": {"before": exact_json.loads},
    "returned_answer": {"lines": _answered},
    "settlement_member": {"settled": _pairs},
    "public_notice": {"unit": Unit},
    "published_line": {"score": _published_score},
    "unpublished_change": {"view_outcome": _view_outcome},
    "objection": {"objector": Objector, "state": ObjectionState, "view_outcome": _view_outcome},
    "letter_service": {"way": ServiceWay},
    "service_attempt": {"way": ServiceWay},
    "service_announcement": {"ground": AnnouncementGround},
    "handling": {"state": HandlingState},
    "sheet_opinion": {"post": SheetPost},
    "office": {"approval_order": ApprovalOrder, "payment_channel": _unless_blank(Channel)},
    "call": {"level": Level, "materials": materials_of},
    "application": {"level": _unless_blank(Level)},
    "correction": {"items": items_of, "had": had_of},
    "fund_ceiling": {"way": CeilingWay},
    "payment_batch": {"channel": Channel, "payees": PayeeKind},
    "payment_event": {"kind": EVENTS.__getitem__},
    "payment_reason": {"code": FindingCode},
    "fund": {"level": SourceLevel, "rounding": Rounding},
    "fund_paper": {"role": PaperRole},
    "fund_indicator": {
        "indicator_group": Group,
        "comparator": Comparator,
        "band": _unless_blank(Band),
        **dict.fromkeys(("goal", "value", "share", "points", "other_value"), _unless_blank(Decimal)),
    },
    "fund_report": {"printed_score": _unless_blank(Decimal)},
    "fund_report_line": {"kind": (PROBLEM, IMPROVEMENT, REMARK).index},
    "fund_task": {"method": Method},
    "funding_part": {"bearer": Bearer},
    "project_check": {"stage": Stage, "outcome": CheckOutcome},
    "fund_payment": {"channel": Channel},
    "fund_account": {"place": Place},
    "fund_posting": {"kind": lambda value: PostingKind[value], "precision": Precision},
    "award_reversal": {"kind": ReversalKind},
    "clawback_consequence": {"kind": ConsequenceKind},
    "archive_record": {"retention": Retention},
    "incoming_paper": {"matter": Matter, "brings": _pairs},
    "applicant": {"kind": _applicant_kind},
    "registered_achievement": {"facts": _facts, "owners": owners_of},
    "imported_list": {"columns": exact_json.loads},
    "achievement": {"facts": _facts, "owners": owners_of, "rights": owners_of},
    "application_check": {"result": CheckResult, "stage": CheckStage},
    "award_line": {
        "facts": _facts,
        "lowered_ground": _unless_blank(LoweredGround),
        "status": Status,
        "explanation": lambda value: line_of(_LINE, value),
    },
    "proposal_line": {
        "basis": _basis,
        "lowered_ground": _unless_blank(LoweredGround),
        "status": Status,
        "explanation": lambda value: line_of(_LINE, value),
    },
    "material_file": {"form": FileForm},
    "received_material": {"form": _unless_blank(MaterialForm)},
    "expert_score": {"score": _score},
    "decision_score": {"score": _score},
    "decision_draft": {"content": _decision},
    "draft": {"content": _rows},
    "review_draft": {"content": lambda value: review_of(value, {})},
    "person_role": {"role": Role},
    "letter_content": {"data": exact_json.loads},
    "notice_answer": {"notices": notices_of},
}
