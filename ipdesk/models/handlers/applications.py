"""What the steps of an application share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ipdesk.models.applications.step_checks import ON_A_PROPOSAL, stale_text, step_taken_text
from ipdesk.models.core import exact_json
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict
from ipdesk.models.evaluation.explanation import columns_of
from ipdesk.models.handlers.own_files.policies import check_in_force
from ipdesk.models.handlers.recusals import check_recusal
from ipdesk.models.handlers.work import Work
from ipdesk.models.reading.after_award.archive import archive_of
from ipdesk.models.reading.after_award.handlings import running_handlings
from ipdesk.models.reading.after_award.held_up import waiting_fault
from ipdesk.models.reading.application_detail import application_steps, upheld_last
from ipdesk.models.reading.office import procedure
from ipdesk.models.records import Grounds, StoredAchievement
from ipdesk.models.tables import Application, ApplicationStep, AwardEntry, PolicyPack
from ipdesk.models.workflow import State, Step
from ipdesk.rules.core.result import Line, Result
from ipdesk.rules.evaluation.policy import Policy


def in_state(work: Work, application_id: int, state: State) -> Application:
    """Return an application that is in a state; raises NotFound, and Conflict when it is in another."""
    return in_one_of(work, application_id, (state,))


def where_step_begins(work: Work, application_id: int, step: Step) -> Application:
    """Return an application from whose state the office takes a step; raises as ``in_state`` does.

    Raises NotPermitted where who acts is related to the applicant, and the step judges it; Conflict where an
    objection was upheld and nothing proposed anew.
    """
    application = in_one_of(work, application_id, step.sources)
    check_recusal(work, application.applicant_id, step)
    course = work.ask(procedure, application.call, application.level).with_proposed(application.proposed)
    if fault := course.refusal(step, State(application.state)):
        raise Conflict(f"申请件 {application.number} {fault}。")
    waiting = work.ask(running_handlings).get(application.id, "")
    if fault := waiting_fault(application.number, waiting, step.label):
        raise Conflict(fault)
    if step in ON_A_PROPOSAL and work.ask(upheld_last, application.id):
        raise Conflict(stale_text(application.number, step.label))
    if archived := work.ask(archive_of, application.id):
        raise Conflict(f"申请件 {application.number} 已经归档（档号 {archived.number}），不能再办理。")
    return application


def in_one_of(work: Work, application_id: int, states: Sequence[State]) -> Application:
    """Return an application that is in one of some states.

    Nobody else takes a step of it, or writes its forms, until the command ends. Raises as ``in_state`` does.
    """
    work.lock("application", application_id)
    application = work.one(Application, application_id, "这份申请件已不存在，可能已在另一处删除。")
    now = State(application.state)
    if now not in states:
        if quicker := _who_was_quicker(work, application, states):
            raise Conflict(f"{quicker}，这里填写的没有采用。")
        raise Conflict(f"申请件 {application.number} 现在是“{now.label}”，还不能办理这一步。")
    return application


def _who_was_quicker(work: Work, application: Application, states: Sequence[State]) -> str:
    """Return who took the step that followed one of the states, empty where none was come to yet."""
    steps = application_steps(work.session, application.id)
    followed = [taken for before, taken in pairwise(steps) if before.state in states]
    return step_taken_text(application.number, followed[-1], application.amount) if followed else ""


def lock_awards(work: Work, policy: Policy) -> None:
    """Let commands by the awards under a policy follow one after the other.

    What one evaluates with is then what stands when it writes, so that no limit is passed by two at once; and
    of two steps the one with the lesser id was taken earlier, as ``reading.history`` has it.
    """
    work.lock("policy", policy.id)


def check_policy(work: Work, application: Application, policy: Policy) -> None:
    """Raise Conflict when a step comes by another policy than the application's, or by a replaced one."""
    if application.policy != policy.id:
        raise Conflict("申请件的政策已改变，请重新打开后再办理。")
    check_in_force(work, policy)


def take_step(
    work: Work,
    application: Application,
    step: Step,
    remark: str = "",
    fields: Iterable[str] = (),
    grounds: Grounds = Grounds(),  # noqa: B008 (it cannot be changed)
) -> None:
    """Take a step from the state it begins at: for the time line, and the audit log with ``fields``.

    One with several targets leads to that in which the application was last.
    """
    assert State(application.state) in step.sources, "asked for with where_step_begins"
    target = target_of(work, application.id, step)
    application.state = target.value
    application.changed_at = work.now
    enter(work, application.id, target, remark, step, grounds)
    work.audit(target.value, Kind.APPLICATION, application.id, fields)
    work.changed(Kind.APPLICANT, application.applicant_id)


def target_of(work: Work, application: int, step: Step) -> State:
    """Return to which state a step leads: one with several back to that in which the application was last."""
    if len(step.targets) == 1:
        return step.target
    passed = (taken.state for taken in reversed(application_steps(work.session, application)))
    return next((state for state in passed if state in step.targets), step.target)


def enter(
    work: Work,
    application: int,
    state: State,
    remark: str = "",
    step: Step | None = None,
    grounds: Grounds = Grounds(),  # noqa: B008
) -> None:
    """Write down that an application enters a state, by which step, whom and when."""
    row = dict(
        application_id=application,
        state=state.value,
        at=work.now,
        person_id=work.person,
        remark=remark,
        step=step.name if step else "",
        basis=grounds.basis,
        elsewhere=grounds.elsewhere,
    )
    work.rows.add(ApplicationStep, application, [row])


def keep_pack(work: Work, policy: Policy) -> None:
    """Store a pack whole when it is used for the first time."""
    work.once((keep_pack, policy.sha256), lambda: _keep_pack(work, policy))


def _keep_pack(work: Work, policy: Policy) -> None:
    if work.session.get(PolicyPack, policy.sha256) is None:
        work.session.add(
            PolicyPack(sha256=policy.sha256, policy=policy.id, content=policy.source, first_used_at=work.now)
        )
        work.session.flush()


NOT_LOWERED: Mapping[str, str] = {"lowered_by": "", "lowered_ground": ""}
"""What a row keeps of a line that is granted as it was computed."""


def keep_lines(
    work: Work,
    application: Application,
    policy: Policy,
    result: Result,
    achievements: Iterable[StoredAchievement],
    granted: Mapping[tuple[str, str], int] | None = None,
    reasons: Mapping[tuple[str, str], str] | None = None,
    lowered: Mapping[tuple[str, str], Mapping[str, str]] | None = None,
) -> None:
    """Write the lines of a result, with the amounts granted (fen), why and by what where confirmed."""
    keep_pack(work, policy)
    by_key = {item.key: item for item in achievements}
    rows = []
    for position, line in enumerate(result.lines):
        key = (line.achievement, line.rule)
        row = _row(application, policy, line, position, by_key[line.achievement])
        row["granted"] = None if granted is None else granted[key]
        row["reason"] = (reasons or {}).get(key, "")
        row |= (lowered or {}).get(key, NOT_LOWERED)
        rows.append(row)
    work.rows.add(AwardEntry, application.id, rows)


def _row(
    application: Application, policy: Policy, line: Line, position: int, of: StoredAchievement
) -> dict[str, object]:
    item = of.achievement
    return dict(
        application_id=application.id,
        achievement_id=of.id,
        position=position,
        **columns_of(line),
        policy=policy.id,
        pack=policy.sha256,
        applicant_id=application.applicant_id,
        kind=item.kind,
        year=item.year,
        ref=item.ref,
        facts=exact_json.dumps(item.facts),
    )
