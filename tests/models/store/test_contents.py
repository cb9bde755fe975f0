"""A value changed inside a database that is in order otherwise: told where it is met."""

from __future__ import annotations

import datetime
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Table, event

from ipdesk.documents.letters.award.document import AWARD
from ipdesk.funds.case.form import sample_fund
from ipdesk.models import commands, queries
from ipdesk.models.commands import Command
from ipdesk.models.core.errors import DeskError
from ipdesk.models.records import (
    ApplicationFilter,
    CeilingScope,
    ClawbackTerms,
    FundTexts,
    IntendedBar,
    RawDecision,
    Repayment,
    Retention,
    ReversedLine,
)
from ipdesk.models.records.reversals import AskedToCollect, Consequence, ConsequenceKind
from ipdesk.models.services.policies_in_force import policy_of
from ipdesk.models.services.recheck import recheck_application
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.models.tables import Base
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.rules.source.findings import PackError
from tests.actors import CLERK
from tests.models.desk import Clock, Desk, licence, maintained, met, works
from tests.models.handlers.funds.entered_fund import enter
from tests.models.handlers.funds.paying import project_entries
from tests.stores import with_database

WRONG: dict[str, object] = {
    "TEXT": "乙",
    "DATE": "2024-13-45",
    "VARCHAR(32)": "2024-06-20T01:0x:00+00:00",
    "INTEGER": "many",
    "BIGINT": "many",
    "BOOLEAN": "maybe",
    "BLOB": "text",
}
USUAL: dict[str, object] = {
    "TEXT": "甲",
    "DATE": "2024-06-20",
    "VARCHAR(32)": "2024-06-20T01:00:00.000000+00:00",
    "INTEGER": 1,
    "BIGINT": 100,
    "BOOLEAN": 0,
    "BLOB": b"x",
}
FURTHER: dict[str, tuple[object, ...]] = {
    "name": (7, b"\xff"),
    "amount": (2**62, 1.5),
    "achievements": (2**62,),
    "minutes_date": (7,),
    **dict.fromkeys(
        ("facts", "explanation", "content", "data", "notices"), ('{"a":', "[3]", '{"a":{"b":1}}')
    ),
}


def damages(table: Table) -> Iterator[tuple[str, object]]:
    for column in table.columns:
        yield column.name, WRONG[str(column.type)]
        yield from ((column.name, value) for value in FURTHER.get(column.name, ()))


# What the second application has as its proposal, and where its decision would have departed from it.
PROPOSED = (
    "UPDATE application SET proposed = amount WHERE id = 2",
    "INSERT INTO proposal SELECT 1, 2, 1, policy, pack, '局务会纪要〔2024〕3号', '2024-06-20', '局务会',"
    " '同意', 1, '2024-06-20T01:00:00.000000+00:00' FROM award_line WHERE application_id = 2",
    "INSERT INTO proposal_line SELECT 1, 1, 0, key, rule, article, status, computed, amount, amount, amount,"
    " '', 'experts', explanation, '', '' FROM award_line WHERE application_id = 2",
    "INSERT INTO expert_score VALUES (1, 1, 0, '刘建平', '粤北理工学院', '86.5', 0)",
    "INSERT INTO departure SELECT 1, 2, key, rule, 2, 1, '会议核减', 1, '2024-06-20T01:00:00.000000+00:00'"
    " FROM award_line WHERE application_id = 2",
)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with something in every table."""
    folder, clock = tmp_path_factory.mktemp("full"), Clock()
    desk = Desk(Store.open(with_database(folder), clock), standard_library().policy("shaoguan-2021"), clock)
    first = desk.confirmed(desk.register(), licence(), works(count="3"))
    desk.issue(first, asked=AskedToCollect("提交收款收据", 15, "《办法》第七条"))
    desk.store.run(commands.ReissueLetter(letter=1, kind=AWARD.kind, reason="原件遗失"), CLERK)
    desk.store.run(commands.VoidLetter(letter=1, kind=AWARD.kind, reason="收款账号写错"), CLERK)
    desk.issue(first)
    applicant = desk.register()
    desk.accept(desk.draft(applicant, maintained(received=frozenset({"application_form"}))))
    line = RawDecision("3", "shaoguan-2021/6-maintained", "", "5000", "")
    desk.store.run(
        commands.SaveDecisionDraft(application=2, lines=(line,), minutes_number="", minutes_date=""), CLERK
    )
    desk.draft(applicant, works("粤作登字-2022-F-00000777"))
    for command in _after_award(desk, applicant):
        desk.store.run(command, CLERK)
    form = sample_fund("shaoguan-2021")
    fund = enter(desk.store, CLERK, form.model_copy(update={"tasks": form.tasks[4:5]})).fund
    rows = tuple(one.indicator() for one in form.indicators)
    desk.store.run(commands.KeepIndicators(fund=fund, revision=1, indicators=rows), CLERK)
    texts = FundTexts(problems=form.problems, printed_score=form.printed_score, facts=form.facts)
    desk.store.run(commands.KeepFundTexts(fund=fund, revision=2, texts=texts), CLERK)
    for command in project_entries(
        desk.store.read(queries.fund_grants, fund)[0].id, form.tasks[4].grants[0].amount
    ):
        desk.store.run(command, CLERK)
    ceiling = CeilingScope(policy="shaoguan-2021", year=2022)
    desk.store.run(commands.SetCeiling(scope=ceiling, most=100), CLERK)
    desk.store.close()
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        for [trigger] in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(
            "INSERT INTO notice_answer VALUES (1, 1, 'x', ?, '已核实', 1, '2024-06-20T01:00:00+00:00')",
            ('[{"code":"x","text":"x","rules":[]}]',),
        )
        for statement in PROPOSED:
            connection.execute(statement)
        _fill_the_rest(connection)
        connection.commit()
    return folder


VALUES: dict[str, object] = {
    "applicant_account.kind": "corporate",
    "application.level": "own",
    "application_check.application_id": 2,
    "application_check.result": "fine",
    "application_check.stage": "review",
    "attached_file.removed_at": None,
    "attached_file.removed_by": None,
    "archived_pages.item": "material:application_form",
    "archived_pages.number": "J012-WS·2024-D30-BGS-0001",
    "archive_taken_out.number": "J012-WS·2024-D30-BGS-0001",
    "batch.step": "REVIEW",
    "batch_member.before": "{}",
    "call.closed_at": None,
    "call.ends_at": "2024-07-20T01:00:00.000000+00:00",
    "call.level": "own",
    "call.materials": '[["p/1","作品样本","copy",2,"第四条"]]',
    "call.policy": "shaoguan-2021",
    "correction.application_id": 2,
    "correction.had": '["application_form"]',
    "correction.items": '[{"missing": "申请表没有盖章", "cure": "盖章", "basis": ""}]',
    "decision.application_id": 2,
    "decision_score.recused": 0,
    "decision_score.score": "86.5",
    "handling.ended_at": None,
    "handling.ended_by": None,
    "handling.state": "pending",
    "imported_list.columns": "{}",
    "incoming_paper.application_id": 2,
    "incoming_paper.brings": "[]",
    "incoming_paper.matter": "late",
    "incoming_paper.replaces": None,
    "incoming_paper.struck": 0,
    "letter_service.letter_id": 2,
    "material_file.form": "pdf",
    "letter_service.way": "direct",
    "service_announcement.ground": "failed",
    "service_attempt.letter_id": 2,
    "service_attempt.replaces": None,
    "service_attempt.struck": 0,
    "service_attempt.way": "direct",
    "objection.answered_on": None,
    "objection.letter_id": None,
    "objection.objector": "unit",
    "objection.view_outcome": "partly",
    "objection.papers": "",
    "objection.state": "open",
    "payment_batch.channel": "treasury",
    "payment_batch.payees": "unit",
    "payment_event.kind": "in_process",
    "payment_event.release_id": None,
    "payment_line.tax": None,
    "payment_reason.code": "holder",
    "public_notice.closed_on": None,
    "public_notice.report_id": None,
    "public_notice.unit": "working_days",
    "published_line.score": "87.5分",
    "recusal.ended_at": None,
    "recusal.ended_by": None,
    "recusal.ended_why": "",
    "returned_answer.application_id": 3,
    "returned_answer.lines": "[]",
    "review_draft.application_id": 2,
    "review_draft.content": "[]",
    "review_draft_picture.application_id": 2,
    "settlement_member.after": "",
    "settlement_member.before": "",
    "settlement_member.settled": "[]",
    "sheet_opinion.post": "head",
    "unpublished_change.view_outcome": "partly",
    "upper_answer.application_id": 3,
    **dict.fromkeys(
        ("batch.undone_at", "batch.undone_by", "settlement.undone_at", "settlement.undone_by"), None
    ),
}
"""What columns hold that are no free text, by table and column, where no command above has written a row."""


def _fill_the_rest(connection: sqlite3.Connection) -> None:
    """Put a row into each table that has none yet, with a value that each column may have."""
    for table in Base.metadata.sorted_tables:
        if not connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0]:
            values = {column.name: _value(table, column) for column in table.columns}
            names, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" * len(values))
            connection.execute(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', [*values.values()])


def _value(table: Table, column: Column[Any]) -> object:
    named = f"{table.name}.{column.name}"
    return VALUES[named] if named in VALUES else USUAL[str(column.type)]


def _after_award(desk: Desk, applicant: int) -> Iterator[Command[Any]]:
    """Yield what leaves something of bars, clawbacks and the archive."""
    today = desk.clock.today
    yield commands.BarApplicant(
        applicant=applicant, reason="侵权被判决", basis="条例第四十九条", since=today, until=today
    )
    yield commands.PassBars(application=3, reason="限制以前已经申报")
    line = next(one.id for one in desk.detail(1).lines if one.granted)
    lines = (ReversedLine(line, 100),)
    terms = ClawbackTerms(
        facts="合同没有履行",
        evidence="银行流水",
        basis="《办法》第九条",
        ground="error",
        derivation="第（七）项规定“按合同金额的1%予以补助”，合同没有履行，应为0.00元",
        lines=lines,
        bar=IntendedBar("骗取资金", "管理办法", 3),
        paid_on=today,
        follows=(Consequence(ConsequenceKind.CREDIT, "《办法》第十条", "县公共信用信息平台"),),
    )
    yield commands.RemindOfAward(
        application=1,
        missing="报送收款账户",
        due_on=today + datetime.timedelta(days=9),
        basis="《办法》第八条",
        grounds="《办法》第七条",
    )
    yield commands.ProposeClawback(application=1, terms=terms, served_on=today)
    until = Repayment(due_on=today + datetime.timedelta(days=30), pay_to="非税缴款码")
    yield commands.ClawBack(
        clawback=1,
        lines=lines,
        repayment=until,
        waived="书面放弃陈述申辩",
        minutes=met(today),
        follows=(ConsequenceKind.CREDIT,),
        without="已经改正",
    )
    office = desk.store.read(queries.office)
    assert office is not None
    codes = replace(office, fonds="J012", archive_category="WS", archive_section="BGS")
    yield commands.ChangeOffice(office=codes)
    yield commands.ArchiveApplication(
        application=1, retention=Retention.THIRTY_YEARS, unserved="申请人已当面领取，回证遗失"
    )


@pytest.fixture
def damaged(full: Path, tmp_path: Path) -> Iterator[tuple[Store, sqlite3.Connection]]:
    """Return a store opened to read a copy, and a connection that may write anything there."""
    shutil.copy(full / DATABASE_NAME, tmp_path)
    with closing(sqlite3.connect(tmp_path / DATABASE_NAME, isolation_level=None)) as writing:
        writing.execute("PRAGMA ignore_check_constraints = ON")
        store = Store.open_to_read(tmp_path)
        yield store, writing
        store.close()


def read_everything(store: Store) -> Iterator[Callable[[], object]]:
    """Yield whatever pages ask for."""
    every = ApplicationFilter()
    for query, *arguments in [
        (queries.office,), (queries.persons,), (queries.audit_entries,), (queries.policy_uses,),
        (queries.next_letter_number, 2024), (queries.letters, "示例"), (queries.letter, 1),
        (queries.filter_choices,), (queries.state_counts, every), (queries.totals, every),
        (queries.find_anything, "示例"), (queries.search_applicants, "示例"), (queries.draft, 3),
        (queries.decision_draft, 2), (queries.applicant_detail, 1), (queries.applicant_detail, 2),
        (queries.review_draft, 2),
        (queries.calls,), (queries.call_sums,), (queries.working_days,), (queries.own_days, 2024),
        (queries.announced_years,), (queries.staff,), (queries.password, 1), (queries.open_recovery_codes,),
        (queries.public_notices,), (queries.public_notice, 1), (queries.inquiries,), (queries.last_batch, 1),
        (queries.returned_answers, (3,)), (queries.access_settings,), (queries.standing_settlement, 1),
        (queries.clause_wordings, USUAL["TEXT"]), (queries.unquoted_rules, (1, 2)),
        (queries.kept_picture, USUAL["TEXT"]), (queries.announcements, 2),
        (queries.kept_files,), (queries.attached_files, 1),
        (queries.funds,), (queries.fund_books, 1), (queries.fund_papers, 1), (queries.fund_tasks, 1),
        (queries.fund_grants, 1), (queries.fund_payments, 1), (queries.ceilings,),
        (queries.call_charges, 1), (queries.charged_grants, 1), (queries.fund_data, 1),
        (queries.task_postings, 1), (queries.grant_payments, 1), (queries.fund_figures, 1),
        (queries.payment_batches, 1), (queries.batch_findings, 1, datetime.date(2024, 6, 20)),
        (queries.batch_lines, 1), (queries.vouchers, 1), (queries.project, 1), (queries.fund_projects, 1),
        (queries.funding_parts, 1), (queries.standing_things, ["Y2022440000777", "Y2022440000123"]),
        (queries.former_names,), (queries.imported_lists,), (queries.register_detail, 1),
        (queries.register_rows, (1, 2)), (queries.remembered_columns, USUAL["TEXT"]),
        (queries.accounts, 1),
    ]:  # fmt: skip
        yield lambda query=query, arguments=arguments: store.read(query, *arguments)
    yield lambda: store.read(queries.application_rows, store.read(queries.application_ids, every))
    for number in (1, 2, 3):
        yield lambda number=number: evaluated_again(store, number)
    for number in (1, 2):
        yield lambda number=number: store.read(kept_policy, number)


def evaluated_again(store: Store, number: int) -> None:
    """Evaluate an application again, which begins with all that its page shows: that alone if it fails."""
    try:
        recheck_application(store, number, standard_library())
    except (DeskError, PackError):
        store.read(queries.application_detail, number)


def kept_policy(session: object, number: int) -> Policy:
    return policy_of(session, standard_library(), queries.application_detail(session, number))  # type: ignore[arg-type]


OF_THE_KEPT_POLICY = {"pack", "award_line.policy", "award_line.pack", "application.policy"}
"""What a policy of former times is found by, a table whole or a column: evaluating again reads the rest."""


@pytest.fixture(scope="module")
def looked_into(full: Path) -> list[set[str]]:
    """Return for each reading the columns it looks into, as SQLite tells: no other changes what it gives."""
    found = []
    for number in range(len(list(read_everything(Store.open_to_read(full))))):
        store, columns = Store.open_to_read(full), set[str]()

        def note(
            action: int, table: str | None, column: str | None, *_: object, columns: set[str] = columns
        ) -> int:
            if action == sqlite3.SQLITE_READ:
                columns.add(f"{table}.{column}")
            return sqlite3.SQLITE_OK

        event.listen(store._reading, "connect", lambda made, _, note=note: made.set_authorizer(note))
        store._reading.dispose()  # what SQLite has prepared before, it tells nothing of
        list(read_everything(store))[number]()
        store.close()
        found.append(columns)
    assert all(found)
    return [*found[:-2], *({one for one in columns if _finds_policy(one)} for columns in found[-2:])]


def _finds_policy(column: str) -> bool:
    return column in OF_THE_KEPT_POLICY or column.partition(".")[0] in OF_THE_KEPT_POLICY


def unexpected(store: Store, column: str, looked_into: list[set[str]]) -> list[str]:
    found = []
    for ask, columns in zip(read_everything(store), looked_into, strict=True):
        if column not in columns:
            continue
        try:
            ask()
        except (DeskError, PackError):
            continue
        except Exception as error:
            found.append(f"{type(error).__name__} at {_place(error)}")
    return found


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else ""


def test_something_is_in_every_table(full: Path) -> None:
    with closing(sqlite3.connect(full / DATABASE_NAME)) as connection:
        rows = {
            table.name: connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0]
            for table in Base.metadata.sorted_tables
        }
    assert [name for name, count in rows.items() if not count] == []


def test_every_table_is_read_by_something(looked_into: list[set[str]]) -> None:
    """Else nothing would be tried there. Packs are read for policies that no library has any more, forms of
    numbers where numbers are written.
    """
    read = {column.partition(".")[0] for columns in looked_into for column in columns}
    assert {table.name for table in Base.metadata.sorted_tables} - read == {"policy_pack", "ref_form"}


def test_undamaged_everything_can_be_read(damaged: tuple[Store, sqlite3.Connection]) -> None:
    store, _ = damaged
    for ask in read_everything(store):
        ask()
    assert store.damaged_place() is None


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=lambda table: table.name)
def test_whatever_value_is_changed_nothing_but_a_sentence_comes_of_it(
    full: Path, damaged: tuple[Store, sqlite3.Connection], table: Table, looked_into: list[set[str]]
) -> None:
    store, writing = damaged
    writing.execute("ATTACH ? AS pristine", (str(full / DATABASE_NAME),))
    found = []
    for column, value in damages(table):
        try:
            changed = writing.execute(f'UPDATE "{table.name}" SET "{column}" = ?', (value,)).rowcount
        except sqlite3.IntegrityError:
            continue  # a key that SQLite itself holds to its type
        if not changed:
            return  # nothing is in the table, nothing is damaged
        found += [
            f"{column} = {value!r}: {one}" for one in unexpected(store, f"{table.name}.{column}", looked_into)
        ]
        kept = (
            f'SELECT "{column}" FROM pristine."{table.name}" AS kept WHERE kept.rowid = "{table.name}".rowid'
        )
        writing.execute(f'UPDATE "{table.name}" SET "{column}" = ({kept})')
    same = f'SELECT * FROM "{table.name}" EXCEPT SELECT * FROM pristine."{table.name}"'
    assert (found, writing.execute(same).fetchall()) == ([], []), "one value at a time was damaged"
