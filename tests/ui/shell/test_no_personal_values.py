"""No identity, account or telephone number gets into the log, a report or the name of a file."""

from __future__ import annotations

import datetime
import logging
from contextlib import closing
from pathlib import Path

import pytest
from stdnum.cn import ric

from ipdesk.models import commands, queries
from ipdesk.models.records import ApplicantDetails
from ipdesk.models.store import Store
from ipdesk.rules.library.policy_library import standard_library
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
