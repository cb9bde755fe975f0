"""Every command that writes on a file asks whether who runs it is related to the applicant."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.commands import Command
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.errors import DeskError, NotPermitted
from ipdesk.models.handlers.registry import HANDLERS
from ipdesk.models.records import InquiryDetails, Retention
from tests.actors import CLERK
from tests.models.desk import Desk, licence, works
from tests.models.handlers import test_handlings as handlings
from tests.models.handlers import test_list_documents as listing
from tests.models.handlers.batches import test_taking as batches
from tests.models.handlers.public_notices import office as publishing
from tests.models.handlers.steps import test_forwarding as forwarding
from tests.models.handlers.test_actors import COMMANDS, some
from tests.models.handlers.test_archiving import NUMBERED, say, withdrawn
from tests.models.handlers.test_clawbacks import propose
from tests.models.handlers.test_incoming import LATE
from tests.models.handlers.test_recusals import barring, colleague, recuse

NAMES = ("applicant", "application", "bar", "clawback", "handling", "letter", "objection", "paper")
"""The fields by whose id a command names a file, or a record of one."""

OF_MANY = {
    commands.ArchiveApplications,
    commands.ChangeBatch,
    commands.ChargeAwards,
    commands.CloseNotice,
    commands.CorrectQuota,
    commands.DropBatch,
    commands.EnterResults,
    commands.ForfeitPayment,
    commands.IssueListDocument,
    commands.KeepVouchers,
    commands.PrepareBatch,
    commands.PublishNotice,
    commands.ReturnPayment,
    commands.SendBatch,
    commands.SendInquiry,
    commands.SignOffBatch,
    commands.RecordInquiryAnswer,
    commands.RecordObjection,
    commands.RecordUpperAnswer,
    commands.RunBatch,
    commands.SettleCall,
    commands.TakeAllOutOfArchive,
    commands.TryArchiving,
    commands.TryBatch,
    commands.UndoBatch,
    commands.UndoSettlement,
}
"""What acts on files that it names otherwise, or lists them, and asks of each by itself."""

OF_NO_FILE = {
    commands.AddTask,  # money of a fund is nobody's file
    commands.ChangeFund,
    commands.ChargeCall,
    commands.SetCeiling,
    commands.GrantFromTask,
    commands.KeepContract,
    commands.KeepFundTexts,
    commands.KeepFunding,
    commands.ImportIndicators,
    commands.ImportList,  # things are registered, nobody is judged
    commands.ImportApplicants,
    commands.KeepIndicators,
    commands.PostToFund,
    commands.RecordProjectCheck,
    commands.RegisterFund,
    commands.ReversePosting,
    commands.SendPayment,
    commands.AddPerson,
    commands.ChangeAccess,
    commands.ChangeCall,
    commands.ChangeOffice,
    commands.ChangePassword,
    commands.ChangePolicy,
    commands.ChangeTemplate,
    commands.CloseCall,
    commands.EndRecusal,  # by an administrator, with a reason that stays
    commands.FinishPolicyChanges,
    commands.FinishTemplateChanges,
    commands.KeepClauseWordings,
    commands.NoteBrokenChain,
    commands.NoteExport,
    commands.NoteView,
    commands.OpenCall,
    commands.RecordSignIn,
    commands.RecoverPassword,
    commands.RegisterApplicant,  # nobody is related yet to whom nobody knew
    commands.RenewRecoveryCodes,
    commands.ReopenCall,
    commands.RequirePasswords,
    commands.ResetPassword,
    commands.SetCalendarYear,
    commands.SetInService,
    commands.SetLetterSeries,
    commands.SetRoles,
    commands.SetUpOffice,
}

TAKES_AWAY_ALONE = {commands.RecordRecusal}


class Relative(NamedTuple):
    """An applicant with whom the clerk is related, a record of each kind in its files, and a colleague."""

    records: dict[str, int]
    other: Actor


def relative(desk: Desk) -> Relative:
    """Have an applicant with an award, a clawback of it, a bar, and a list to which somebody objects."""
    applicant, other = desk.register(), colleague(desk)
    application = desk.confirmed(applicant, licence())
    letter = desk.issue(application).id
    receiving = commands.RecordIncomingPaper(application=application, paper=LATE)
    listed = publishing.proposed(desk, applicant)
    records = {
        "applicant": applicant,
        "application": application,
        "letter": letter,
        "paper": desk.store.run(receiving, CLERK).value,
        "clawback": propose(desk, application),
        "handling": submitted(desk, applicant),
        "objection": publishing.object_to(desk, publishing.publish(desk, listed), listed).id,
        "bar": desk.store.run(barring(applicant, desk), CLERK).value,
    }
    recuse(desk, applicant)
    return Relative(records, other)


def submitted(desk: Desk, applicant: int) -> int:
    """Return the id of a handling: somebody's application is not to be accepted."""
    one = desk.draft(applicant, licence(ref="Y2022440000777")).application
    handlings.submit(desk, one, *handlings.refusal(one))
    return handlings.newest(desk, one).id


def named(command: type[Command[Any]]) -> tuple[str, ...]:
    """Return the fields by which a command names a file."""
    ids = ("int", "int | None")
    return tuple(
        field.name for field in dataclasses.fields(command) if field.name in NAMES and field.type in ids
    )


def test_every_command_says_whose_file_it_writes_on() -> None:
    others = OF_MANY | OF_NO_FILE | TAKES_AWAY_ALONE
    nameless = {command for command in COMMANDS if not named(command)}
    assert nameless ^ (others - TAKES_AWAY_ALONE) == set(), "say in which of the sets above it belongs"


def test_whatever_names_a_file_is_refused_to_relatives(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    known = relative(desk)
    asked = {command: names for command in COMMANDS if (names := named(command))}
    assert {name for names in asked.values() for name in names} == {*NAMES}
    wrong = []
    for command, names in asked.items():
        monkeypatch.setitem(HANDLERS, command, lambda work, command: "done")
        for name in names:
            asking = some(command)
            object.__setattr__(asking, name, known.records[name])
            assert desk.store.run(asking, known.other).value == "done"
            if answer(desk, asking) != (command in TAKES_AWAY_ALONE):
                wrong.append((command.__name__, name))
    assert wrong == []


def answer(desk: Desk, command: Command[Any]) -> bool:
    """Say whether a command may be run by who is related; raises what else keeps it back."""
    try:
        desk.store.run(command, CLERK)
    except NotPermitted as refused:
        assert "您与申请人有利害关系（配偶是股东），应当回避" in refused.message
        return False
    return True


# --- what acts on many ---


Prepared = tuple[tuple[int, int], Callable[[], Command[Any]]]
"""Two files, and what makes the command that acts on both."""


def archiving(desk: Desk) -> Prepared:
    say(desk, **NUMBERED)
    both = withdrawn(desk), withdrawn(desk)
    return both, lambda: commands.ArchiveApplications(applications=both, retention=Retention.THIRTY_YEARS)


def undoing_a_batch(desk: Desk) -> Prepared:
    one, other = batches.accepted(desk, 2)
    number = batches.run(desk, batches.withdrawing(one, other))
    return (one, other), lambda: commands.UndoBatch(batch=number, step=batches.Step.WITHDRAW)


def running_a_batch(desk: Desk) -> Prepared:
    one, other = batches.accepted(desk, 2)
    batch = batches.withdrawing(one, other)
    seen = batches.tried(desk, batch).rows
    return (one, other), lambda: commands.RunBatch(batch=batch, seen=seen)


def answering_from_above(desk: Desk) -> Prepared:
    call = forwarding.open_call(desk)
    one, other = (forwarding.accepted(desk, call, licence(ref=f"Y202244000012{n}")) for n in (1, 2))
    forwarding.forwarded(desk, one, other)
    answers = [forwarding.answer(desk, each, 800_000) for each in (one, other)]
    return (one, other), lambda: forwarding.answering(desk, *answers)


def objecting(desk: Desk) -> Prepared:
    one, other = published(desk)
    notice = publishing.publish(desk, one, other)
    details = publishing.objection(other)
    return (one, other), lambda: commands.RecordObjection(notice=notice.id, details=details)


def answering_an_inquiry(desk: Desk) -> Prepared:
    both = published(desk)
    inquiry, day = desk.store.run(asking(desk, both), CLERK).value, desk.clock.today
    return both, lambda: commands.RecordInquiryAnswer(inquiry=inquiry, day=day, source="税函1号")


def asking(desk: Desk, both: tuple[int, int]) -> commands.SendInquiry:
    until = desk.clock.today + datetime.timedelta(days=9)
    details = InquiryDetails(addressee="示例税务局", matter="有无欠税", answer_by=until, applications=both)
    return publishing.papers(desk).inquire(details, ("《示例办法》（示府规〔2022〕1号）",))


def inquiring(desk: Desk) -> Prepared:
    both = published(desk)
    return both, lambda: asking(desk, both)


def publishing_a_list(desk: Desk) -> Prepared:
    both = published(desk)
    shown = publishing.lines(desk, *both)
    return both, lambda: publishing.papers(desk).publish(publishing.DETAILS, both, shown)


def closing_a_notice(desk: Desk) -> Prepared:
    both = published(desk)
    notice = publishing.publish(desk, *both)
    publishing.go_to(desk, publishing.LAST + datetime.timedelta(days=1))
    return both, lambda: publishing.papers(desk).close(notice.id, "在本局公告栏公示")


def issuing_a_list(desk: Desk) -> Prepared:
    both = published(desk)
    return both, lambda: listing.issuing(desk, *both)


def published(desk: Desk) -> tuple[int, int]:
    one = publishing.proposed(desk, desk.register())
    return one, publishing.proposed(desk, desk.register(), works("粤作登字-2022-F-00000002"))


@pytest.mark.parametrize(
    "prepare",
    [
        archiving,
        undoing_a_batch,
        running_a_batch,
        answering_from_above,
        objecting,
        answering_an_inquiry,
        inquiring,
        publishing_a_list,
        closing_a_notice,
        issuing_a_list,
    ],
)
def test_who_is_related_to_one_of_many_leaves_all_to_a_colleague(
    desk: Desk, prepare: Callable[[Desk], Prepared]
) -> None:
    files, command = prepare(desk)
    detail, other = desk.detail(files[-1]), colleague(desk)
    recuse(desk, detail.applicant.id)
    before = desk.store.read(queries.audit_entries)
    with pytest.raises(DeskError) as refused:
        desk.store.run(command(), CLERK)
    assert "您与申请人有利害关系（配偶是股东），应当回避" in refused.value.message
    assert desk.store.read(queries.audit_entries) == before, "nothing half done"
    desk.store.run(command(), other)
