"""What is typed of a review and not taken yet: kept as it stands, and gone once the step is taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from ipdesk.models.commands import DiscardReviewDraft, SaveReviewDraft
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, InvalidInput, Problem
from ipdesk.models.handlers.applications import in_one_of, where_step_begins
from ipdesk.models.parsing.draft_json import review_text, sha256_of
from ipdesk.models.parsing.pictures import picture_faults
from ipdesk.models.periods.moments import moment_text
from ipdesk.models.records import SavedText
from ipdesk.models.tables import PersonEntry, ReviewText, ReviewTextPicture
from ipdesk.models.workflow import Step

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work


def save(work: Work, command: SaveReviewDraft) -> SavedText:
    """Store what was typed as it stands; raises Conflict where another desk typed something else meanwhile.

    Raises NotPermitted where who acts is related to the applicant, InvalidInput for what is no picture.
    """
    application = where_step_begins(work, command.application, Step.REVIEW)
    content = review_text(command.checks)
    entry = work.session.get(ReviewText, application.id)
    if entry is None:
        entry = ReviewText(application_id=application.id, revision=0)
        work.session.add(entry)
        work.changed(Kind.APPLICATION, application.id)  # whoever stands on the file sees that it was begun
    elif command.revision not in (None, entry.revision) and content != entry.content:
        raise Conflict(_typed_elsewhere(work, entry))
    entry.content, entry.person_id = content, work.person
    entry.saved_at, entry.revision = work.now, entry.revision + 1
    pictures = {sha256_of(one): one for check in command.checks for one in check.pictures}
    _keep_pictures(work, application.id, pictures)
    return SavedText(entry.revision, work.now)


def _typed_elsewhere(work: Work, entry: ReviewText) -> str:
    who = work.one(PersonEntry, entry.person_id, "").name
    return (
        f"这件申请的初审已由 {who} 于 {moment_text(entry.saved_at)} 在另一处填写并保存，"
        "这里填写的没有保存。请选择用哪一份。"
    )


def _keep_pictures(work: Work, application: int, pictures: dict[str, bytes]) -> None:
    """Keep those that are not there yet, and let go of those that the text names no more."""
    picture = ReviewTextPicture
    asked = select(picture.sha256).where(picture.application_id == application)
    held = set(work.session.scalars(asked))
    added = {sha256: content for sha256, content in pictures.items() if sha256 not in held}
    _check_pictures(added.values())
    if gone := held - pictures.keys():
        work.session.execute(
            delete(picture).where(picture.application_id == application, picture.sha256.in_(gone))
        )
    work.session.add_all(
        picture(application_id=application, sha256=sha256, content=content)
        for sha256, content in added.items()
    )


def _check_pictures(pictures: Iterable[bytes]) -> None:
    for content in pictures:
        if faults := tuple(picture_faults([content])):
            raise InvalidInput([Problem("pictures", fault) for fault in faults])


def discard(work: Work, command: DiscardReviewDraft) -> None:
    """Throw away what was typed; raises Conflict for an application that waits for no review any more."""
    application = in_one_of(work, command.application, Step.REVIEW.sources)
    let_go(work, application.id)
    work.changed(Kind.APPLICATION, application.id)


def let_go(work: Work, application: int) -> None:
    """Forget what was typed of a review: it is taken, or its application is gone."""
    for table in (ReviewTextPicture, ReviewText):
        work.session.execute(delete(table).where(table.application_id == application))
