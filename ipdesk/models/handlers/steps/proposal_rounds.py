"""The rounds of a proposal 拟资助, frozen as they are written: those of many applications together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from ipdesk.models.core.parts import in_parts
from ipdesk.models.evaluation.explanation import columns_of
from ipdesk.models.handlers.applications import keep_pack
from ipdesk.models.reading.decision.proposals import last_round
from ipdesk.models.records import Expert, Minutes, ProposalLine
from ipdesk.models.tables import ExpertScoreEntry, ProposalEntry, ProposalLineEntry

if TYPE_CHECKING:
    import datetime

    from sqlalchemy import Connection

    from ipdesk.models.handlers.work import Work
    from ipdesk.models.tables import Application
    from ipdesk.rules.evaluation.policy import Policy

_Row = Mapping[str, Any]
_Key = tuple[int, int]
"""Application and round."""


@dataclass(frozen=True, slots=True)
class _Round:
    """A round on its way into the database."""

    entry: _Row
    lines: Sequence[ProposalLine]

    @property
    def key(self) -> _Key:
        return self.entry["application_id"], self.entry["round"]


def keep_round(
    work: Work, application: Application, policy: Policy, lines: Sequence[ProposalLine], minutes: Minutes
) -> None:
    """Freeze lines as the proposal that stands, a round after those before; its sum is the application's.

    The step is the caller's. What changes a proposal that stands, such as a pool that is scaled, writes a
    round of its own.
    """
    keep_pack(work, policy)
    # Counted within this work, and forgotten with a part of it that is given up.
    numbers = work.once((keep_round, application.id), lambda: count(work.ask(last_round, application.id) + 1))
    entry = dict(
        application_id=application.id,
        round=next(numbers),
        policy=policy.id,
        pack=policy.sha256,
        **_minutes_columns(minutes),
        person_id=work.person,
        at=work.now,
    )
    work.rows.gather(_write, _Round(entry, lines))
    _note_sums(application, lines)


def _note_sums(application: Application, lines: Sequence[ProposalLine]) -> None:
    application.computed = sum(item.line.computed for item in lines)
    application.proposed = application.amount = sum(item.proposed for item in lines)
    application.undecided = 0


def _minutes_columns(minutes: Minutes) -> dict[str, str | datetime.date | None]:
    return {
        "minutes_number": minutes.number,
        "minutes_date": minutes.date,
        "minutes_body": minutes.body,
        "minutes_text": minutes.text,
    }


def _write(connection: Connection, rounds: Sequence[_Round]) -> None:
    """Write rounds with their lines and scores, those of all in one statement a table."""
    connection.execute(insert(ProposalEntry), [one.entry for one in rounds])
    ids = _ids_of(connection, {one.key for one in rounds})
    rows = [_row(ids[one.key], position, item) for one in rounds for position, item in enumerate(one.lines)]
    if rows:
        connection.execute(insert(ProposalLineEntry), rows)
    judged = {ids[one.key]: one.lines for one in rounds if any(map(_experts, one.lines))}
    if judged:
        connection.execute(insert(ExpertScoreEntry), list(_scores(connection, judged)))


def _ids_of(connection: Connection, keys: Iterable[_Key]) -> dict[_Key, int]:
    entry, wanted = ProposalEntry, set(keys)
    found: dict[_Key, int] = {}
    for some in in_parts({application for application, _ in wanted}):
        asked = select(entry.application_id, entry.round, entry.id).where(entry.application_id.in_(some))
        found.update(((application, number), id) for application, number, id in connection.execute(asked))
    return found


def _experts(line: ProposalLine) -> Sequence[Expert]:
    return line.basis.experts if line.basis else ()


def _scores(connection: Connection, judged: Mapping[int, Sequence[ProposalLine]]) -> Iterator[_Row]:
    entry = ProposalLineEntry
    for some in in_parts(judged):
        asked = select(entry.proposal_id, entry.position, entry.id).where(entry.proposal_id.in_(some))
        for proposal, position, line in connection.execute(asked).all():
            yield from _scores_of(line, _experts(judged[proposal][position]))


def _row(proposal: int, position: int, item: ProposalLine) -> Mapping[str, object]:
    return dict(
        proposal_id=proposal,
        position=position,
        **columns_of(item.line),
        proposed=item.proposed,
        decided=item.decided,
        reason=item.reason,
        basis=item.basis.kind.value if item.basis else "",
        lowered_by=item.lowered_by,
        lowered_ground=item.ground,
    )


def _scores_of(line: int, experts: Sequence[Expert]) -> Iterator[Mapping[str, object]]:
    for position, expert in enumerate(experts):
        yield dict(
            line_id=line,
            position=position,
            name=expert.name,
            unit=expert.unit,
            score="" if expert.score is None else format(expert.score, "f"),
            recused=expert.recused,
        )
