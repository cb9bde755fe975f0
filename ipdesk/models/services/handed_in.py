"""What was handed in with an application, as its file has it: each material once, with how many there are."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ipdesk.models.applications.asked_materials import bare_name
from ipdesk.models.awards.entered_rows import EnteredForm
from ipdesk.models.awards.materials import Material, copies_of, materials_needed, name_of_received
from ipdesk.models.core.session import Session
from ipdesk.models.parsing.achievement_rows import row_of
from ipdesk.models.parsing.guardians import FOR_MINORS, SIGNED, needs_guardian, own_materials
from ipdesk.models.parsing.stored_rows import rows_of
from ipdesk.models.records import ApplicantRecord, ApplicationDetail, Correction
from ipdesk.models.records.applicants import ACCOUNT_PROOF
from ipdesk.models.records.services import WITH_A_PERIOD
from ipdesk.models.services.application_with_policy import explained
from ipdesk.models.services.entered_form import entered_form
from ipdesk.models.workflow import Step
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import PolicyLibrary

BOTH = "{child}、{guardian}"
"""Who signs what an applicant under 18 declares."""
ANSWER, ROUND = "补正材料（{said}）", "第{round}次补正"
"""What is called what answered a request for correction, by the number of its notice or its round."""


class HandedIn(NamedTuple):
    """A material that was received: its id and name, who wrote it, in how many copies, and on which day.

    What answered a request for correction in general has the id ``correction:`` with its round.
    """

    id: str
    name: str
    author: str
    copies: int
    day: datetime.date | None

    @property
    def title(self) -> str:
        """Return what the list of a file calls it."""
        return f"{self.name}（{self.copies}份）" if self.copies > 1 else self.name


def handed_in(
    detail: ApplicationDetail, policy: Policy, form: EnteredForm | None, day: datetime.date
) -> tuple[HandedIn, ...]:
    """Return what was handed in. ``form`` is that of a file which was given back to the counter.

    On ``day`` an applicant that was never accepted is asked for what its age wants.
    """
    late = {one for paper in detail.incoming for one in paper.details.brings}  # listed with its paper
    asked = _materials(detail, policy, form, day)
    received = [one for one in asked if one.received and (one.row, one.id) not in late]
    copies = _copies(received, detail, form)
    applicant = detail.applicant
    names = {one.id: name_of_received(one, applicant) for one in received}
    answered = [one for one in detail.corrections if _answered(one, detail)]
    first = next((one.at.date() for one in detail.steps if one.step is not None), None)
    came = {one: _later(one, answered) or first for one in names}
    authors = _authors(applicant, detail.application.accepted_on or day)
    materials = (
        HandedIn(one, name, authors.get(one, applicant.name), copies[one], came[one])
        for one, name in names.items()
    )
    return *materials, *_answers(detail, answered, {names[one]: day for one, day in came.items()})


def _copies(
    received: Iterable[Material], detail: ApplicationDetail, form: EnteredForm | None
) -> Mapping[str, int]:
    """Return how many there are of each material, by its id."""
    entered = form.read.achievements if form is not None and not detail.achievements else ()
    counts, found = Counter(row_of(one.id) for one in entered), Counter[str]()
    counts.update(one.row for one in detail.achievements)
    for one in received:
        found[one.id] += copies_of(one, counts)
    return found


def _authors(applicant: ApplicantRecord, day: datetime.date) -> Mapping[str, str]:
    """Return who else than the applicant wrote materials, by their ids: a guardian signs along, or alone."""
    if not needs_guardian(applicant, day) or not applicant.guardian:
        return {}
    both = BOTH.format(child=applicant.name, guardian=applicant.guardian)
    own = {ACCOUNT_PROOF: applicant.guardian} if applicant.account_name == applicant.guardian else {}
    return dict.fromkeys(SIGNED, both) | dict.fromkeys(FOR_MINORS, applicant.guardian) | own


def came_by_correction(material: str, name: str, detail: ApplicationDetail) -> bool:
    """Say whether a material came, or was put right, by a correction that was answered."""
    answered = [one for one in detail.corrections if _answered(one, detail)]
    asked = (item.missing for one in answered for item in one.items)
    return _later(material, answered) is not None or any(bare_name(name) in said for said in asked)


def _answered(one: Correction, detail: ApplicationDetail) -> bool:
    """Say whether a round ended by an acceptance: what was asked for has come."""
    return any(step.step is Step.ACCEPT and step.at.date() == one.closed_on for step in detail.steps)


def _later(material: str, answered: Sequence[Correction]) -> datetime.date | None:
    """Return on which day a material came that lacked when a correction was asked for, None of any other."""
    lacking = (one for one in reversed(answered) if one.had is not None and material not in one.had)
    return next((one.closed_on for one in lacking), None)


def _answers(
    detail: ApplicationDetail, answered: Iterable[Correction], came: Mapping[str, datetime.date | None]
) -> Iterator[HandedIn]:
    """Yield what put right that which was there already, or is no material of the list: one thing a round."""
    for one in answered:
        new = [bare_name(name) for name, day in came.items() if day == one.closed_on]
        if all(any(name in item.missing for name in new) for item in one.items):
            continue
        said = _notice_of(one, detail) or ROUND.format(round=one.round)
        title = ANSWER.format(said=said)
        yield HandedIn(f"correction:{one.round}", title, detail.applicant.name, 1, one.closed_on)


def _notice_of(one: Correction, detail: ApplicationDetail) -> str:
    notices = (letter for letter in detail.letters if letter.kind in WITH_A_PERIOD and not letter.is_void)
    until = one.closed_on or datetime.date.max
    return next((letter.number for letter in notices if one.asked_on <= letter.date <= until), "")


def _materials(
    detail: ApplicationDetail, policy: Policy, form: EnteredForm | None, day: datetime.date
) -> Iterable[Material]:
    if not detail.achievements and form is not None:
        return form.materials
    rows = rows_of(detail, policy.vocabulary) if detail.achievements else ()
    own = own_materials(detail.applicant, detail.application.accepted_on or day)
    return materials_needed((line.line for line in detail.lines), rows, policy, own, detail.asked)


def file_to_be_counted(
    session: Session, application: int, policies: PolicyLibrary, day: datetime.date
) -> tuple[ApplicationDetail, tuple[HandedIn, ...]]:
    """Return an application with what was handed in, whose pages nobody but the hand can count.

    Raises DeskError.
    """
    detail, policy = explained(session, application, policies)
    form = None if detail.achievements else entered_form(session, detail, policy, day)
    return detail, handed_in(detail, policy, form, day)
