"""No identity, account or telephone number gets into the log, a report or the name of a file."""

from __future__ import annotations

import datetime
import logging
import re
import sqlite3
import sys
import traceback
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType
from stdnum.cn import ric

from ipdesk.models import commands, queries
from ipdesk.models.core.errors import InvalidInput
from ipdesk.models.records import ApplicantDetails
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.ui.desk.exports import file_name
from ipdesk.ui.letters import printing
from ipdesk.ui.shell.crash_report import ErrorGuard, report_text
from tests.actors import CLERK
from tests.models.desk import Clock, Desk
from tests.models.tables.journey import write_everything
from tests.stores import with_database

IDENTITY = "441900199001010" + "01"
IDENTITY += ric.calc_check_digit(IDENTITY + "0")
MARKED = {"identity": IDENTITY, "account": "6222021234567890128", "telephone": "13912345678"}


class MarkedDesk(Desk):
    """A desk all of whose applicants are a person with marked numbers, or bear its account and telephone."""

    def details(self, name: str = "", **changed: object) -> ApplicantDetails:
        marked = {key: value for key, value in MARKED.items() if key != "identity"}
        return super().details(name, **{"bank": "示例银行", **marked, **changed})


@pytest.fixture
def desk(data_dir: Path, caplog: pytest.LogCaptureFixture) -> Desk:
    caplog.set_level(logging.DEBUG)
    clock = Clock()
    return MarkedDesk(
        Store.open(with_database(data_dir), clock), standard_library().policy("shaoguan-2021"), clock
    )


def marked_in(text: str) -> list[str]:
    return [name for name, value in MARKED.items() if value in text]


def test_every_command_leaves_no_number_of_a_person_but_in_the_database(
    desk: Desk, data_dir: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    write_everything(desk, data_dir / "policies")
    person = ApplicantDetails(kind="individual", name="林示例", bank="示例银行", **MARKED)  # type: ignore[arg-type]
    applicant = desk.store.run(commands.RegisterApplicant(details=person), CLERK).value
    changing = commands.ChangeApplicant(applicant=applicant, revision=1, details=person)
    desk.store.run(changing, CLERK)
    entries = desk.store.read(queries.audit_entries, None, 10_000)
    assert len(entries) > 30
    assert marked_in(repr(entries)) == []
    desk.store.close()
    said = capfd.readouterr()
    assert marked_in(caplog.text + said.out + said.err) == []
    assert marked_in("\n".join(str(path) for path in data_dir.rglob("*"))) == []
    others = [
        path for path in data_dir.rglob("*") if path.is_file() and not path.name.startswith("ipdesk.sqlite")
    ]
    assert others and marked_in("\n".join(path.read_text(errors="replace") for path in others)) == []
    with closing(Store.open(data_dir)) as store:
        assert store.read(queries.applicant, applicant).account == MARKED["account"], "it was there"


def test_a_refused_command_is_told_in_a_report_without_what_was_typed(desk: Desk, data_dir: Path) -> None:
    twice = ApplicantDetails(kind="individual", name="林示例", bank="示例银行", **MARKED)  # type: ignore[arg-type]
    desk.store.run(commands.RegisterApplicant(details=twice), CLERK)
    with pytest.raises(Exception) as refused:
        desk.store.run(commands.RegisterApplicant(details=twice), CLERK)
    try:
        raise ValueError(repr(twice)) from refused.value
    except ValueError as error:
        path = ErrorGuard(data_dir / "reports").write_report(error)
        written = report_text(error, datetime.datetime.now())
    assert path is not None
    assert marked_in(written + path.read_text(encoding="utf-8") + path.name) == []
    desk.store.close()


class FailsAtItsEnd:
    """Something whose end fails, with a message that nobody catches."""

    def __init__(self, said: str) -> None:
        self.said = said

    def __del__(self) -> None:
        raise ValueError(self.said)


def test_a_crash_within_a_command_tells_nobody_what_was_being_written(
    desk: Desk,
    data_dir: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The statement that fails has all numbers as its parameters, and what it fails by quotes one."""
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as raw:
        fault = "SELECT json_extract('{}', NEW.account)"  # SQLite quotes a path that is none
        raw.execute(f"CREATE TRIGGER broken BEFORE INSERT ON applicant BEGIN {fault}; END")
    person = ApplicantDetails(kind="individual", name="林示例", bank="示例银行", **MARKED)  # type: ignore[arg-type]
    guard = ErrorGuard(data_dir / "reports")
    with pytest.raises(Exception) as failed:
        desk.store.run(commands.RegisterApplicant(details=person), CLERK)
    said = "".join(traceback.format_exception(failed.value))
    assert "account" in marked_in(said), "which is why reports hold no messages"
    guard.write_report(failed.value)
    monkeypatch.setattr(sys, "unraisablehook", guard._take_unraisable)
    FailsAtItsEnd(said)
    logged = logging.LogRecord(
        "sqlalchemy.pool", logging.ERROR, "/usr/lib/sqlalchemy/pool/base.py", 9, said, (), None
    )
    guard._places_only.handle(logged)
    guard._take_warning(UserWarning(said), UserWarning, "/usr/lib/ipdesk/ui/page.py", 7)
    for told in (f"cannot open {MARKED['account']} {IDENTITY}.pdf", f"cannot open '{IDENTITY}"):
        guard._take_from_qt(QtMsgType.QtWarningMsg, QMessageLogContext(), told)
    desk.store.close()
    kept = [path.read_text(encoding="utf-8") for path in (data_dir / "reports").iterdir() if path.is_file()]
    assert len(kept) == 3 and marked_in("".join(kept)) == []
    assert any("ERROR sqlalchemy.pool sqlalchemy/pool/base.py:9" in one for one in kept)
    assert any("UserWarning ipdesk/ui/page.py:7" in one for one in kept)
    seen = capfd.readouterr()
    assert marked_in(caplog.text + seen.out + seen.err) == []


def test_a_number_typed_as_a_name_is_refused_and_names_no_file(desk: Desk) -> None:
    in_parts = f"{IDENTITY[:6]} {IDENTITY[6:14]} {IDENTITY[14:]}"
    for name in (IDENTITY, f"林示例{IDENTITY}", f"林示例 {in_parts}"):
        sure = ApplicantDetails(
            kind="individual", name=name, identity=IDENTITY, confirmed=frozenset({"name"})
        )
        with pytest.raises(InvalidInput, match="名称里有身份证件号码，请只填名称。"):
            desk.store.run(commands.RegisterApplicant(details=sure), CLERK)
        told = file_name(f"受理回执 {name}")
        assert not re.search("[0-9]{4}", told), told
    assert file_name("通知书 林示例6222021234567890128 13912345678") == "通知书 林示例… ….pdf"
    assert printing.a4_printer(f"通知书 {IDENTITY}").docName() == "通知书 …", "queues of printers are kept"
    kept = "示市监知资〔2024〕12号 ZL202210123456.7（2024年6月20日）"
    assert file_name(kept) == f"{kept}.pdf", "other numbers stay"
    desk.store.close()
