"""What a certificate says is kept with the thing, through acceptance, reopening and a second application."""

import datetime
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.errors import InvalidInput
from ipdesk.models.records import OWNERS, ApplicationFilter, Certificate, HitKind, RawAchievement
from ipdesk.models.store import DATABASE_NAME
from tests.actors import CLERK
from tests.models.desk import Desk, licence, maintained, works

NAME = "一种示例焊接装置"
CO_OWNER = "华南示例大学"


def named(desk: Desk, company: int, **changed: str) -> RawAchievement:
    """Return a patent with all that its certificate says."""
    own = desk.store.read(queries.applicant, company).name
    said = {"name": NAME, "owners": f"{own}、{CO_OWNER}", "filing_date": "2010-04-02", **changed}
    return replace(maintained(), **said)  # type: ignore[arg-type]


def certificates(desk: Desk, application: int) -> list[Certificate]:
    return [stored.certificate for stored in desk.detail(application).achievements]


def stored_names(data_dir: Path) -> list[str]:
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM achievement ORDER BY id")]


def reopen(desk: Desk, application: int) -> None:
    command = commands.TakeBackAcceptance(application=application, policy=desk.policy, reason="录错了")
    desk.store.run(command, CLERK)


def test_an_accepted_thing_has_what_its_certificate_says(desk: Desk) -> None:
    company = desk.register()
    draft = desk.draft(company, named(desk, company), licence())
    desk.accept(draft)
    own = desk.detail(draft.application).applicant.name
    said, unsaid = certificates(desk, draft.application)
    assert said == Certificate(NAME, (own, CO_OWNER), datetime.date(2010, 4, 2))
    assert unsaid == Certificate()


def test_each_of_a_range_has_its_owners_and_no_name(desk: Desk) -> None:
    company = desk.register()
    own = desk.store.read(queries.applicant, company).name
    draft = desk.draft(company, replace(works(count="3"), owners=own))
    desk.accept(draft)
    assert certificates(desk, draft.application) == [Certificate("", (own,))] * 3


def test_the_same_lines_come_out_with_a_name_and_without(desk: Desk) -> None:
    companies = desk.register(), desk.register()
    with_name = desk.accept(desk.draft(companies[0], named(desk, companies[0])))
    without = desk.accept(desk.draft(companies[1], replace(maintained(ref="ZL201010123457.3"))))
    assert [line.amount for line in with_name.lines] == [line.amount for line in without.lines]


@pytest.mark.parametrize(
    ("first", "second", "name", "owners"),
    [
        ({"name": "", "owners": ""}, {}, NAME, 2),
        ({}, {"name": "", "owners": ""}, NAME, 2),
        ({"name": "一种示列焊接装置"}, {"owners": ""}, NAME, 2),
    ],
    ids=["a name typed the second time", "left blank the second time", "put right the second time"],
)
def test_one_thing_stays_one_whatever_its_certificate_was_said_to_say(
    desk: Desk, data_dir: Path, first: dict[str, str], second: dict[str, str], name: str, owners: int
) -> None:
    company = desk.register()
    earlier = desk.draft(company, named(desk, company, **first))
    desk.accept(earlier)
    later = desk.draft(company, named(desk, company, **second))
    desk.accept(later)
    assert stored_names(data_dir) == [name]
    for application in (earlier.application, later.application):
        [found] = certificates(desk, application)
        assert (found.name, len(found.owners)) == (name, owners)


@pytest.mark.parametrize("text_kept", [True, False], ids=["from its text", "from what is stored"])
def test_a_reopened_form_has_what_the_certificate_says(desk: Desk, data_dir: Path, text_kept: bool) -> None:
    company = desk.register()
    draft = desk.draft(company, named(desk, company), replace(works(count="2"), owners=""))
    desk.accept(draft)
    if not text_kept:
        with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as connection, connection:
            connection.execute("DELETE FROM draft")
    reopen(desk, draft.application)
    form = desk.store.read(queries.draft, draft.application)
    assert form is not None
    patent, others = form.rows
    own = desk.detail(draft.application).applicant.name
    mark = "、" if text_kept else "；"
    assert (patent.name, patent.owners, patent.filing_date) == (NAME, f"{own}{mark}{CO_OWNER}", "2010-04-02")
    assert (others.name, others.owners, others.filing_date) == ("", "", "")
    found = desk.store.read(queries.application_ids, ApplicationFilter(text="示例焊接"))
    assert found == (draft.application,)


def test_owners_without_the_applicant_are_accepted_only_once_they_are_confirmed(desk: Desk) -> None:
    company = desk.register()
    stranger = named(desk, company, owners=CO_OWNER)
    with pytest.raises(InvalidInput, match="不在证书的专利权人之中"):
        desk.accept(desk.draft(company, stranger))
    sure = replace(stranger, confirmed=frozenset({OWNERS}))
    draft = desk.draft(company, sure)
    desk.accept(draft)
    assert certificates(desk, draft.application)[0].owners == (CO_OWNER,)


@pytest.mark.parametrize("typed", [NAME, "焊接装置", "一种 示例", "yzslhjzz", "slhj", "一種示例焊接裝置"])
@pytest.mark.parametrize("accepted", [False, True], ids=["draft", "accepted"])
def test_an_application_is_found_by_the_name_of_a_thing(desk: Desk, typed: str, accepted: bool) -> None:
    company, other = desk.register("甲乙有限公司"), desk.register("丙丁有限公司")
    draft = desk.draft(company, named(desk, company))
    desk.draft(other, maintained(ref="ZL201010123457.3"))
    if accepted:
        desk.accept(draft)
    assert desk.store.read(queries.application_ids, ApplicationFilter(text=typed)) == (draft.application,)
    hits = desk.store.read(queries.find_anything, typed).shown
    assert [(hit.kind, hit.id) for hit in hits] == [(HitKind.APPLICATION, draft.application)]
    assert desk.store.read(queries.application_ids, ApplicationFilter(text="示例喷涂装置")) == ()
