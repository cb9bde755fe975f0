"""Sheets of a file that are signed by hand 审批表, and which of them nobody wrote the opinions down of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ipdesk.models.applications.approvals import APPROVAL as HANDLING
from ipdesk.models.applications.superseded_papers import APPROVAL
from ipdesk.models.records import ApplicationDetail, LetterRow
from ipdesk.models.records.handlings import SheetPost, SignedOpinions

POSTS: Mapping[str, tuple[SheetPost, ...]] = {
    APPROVAL: (SheetPost.HANDLER, SheetPost.SECTION, SheetPost.DEPUTY, SheetPost.HEAD),
    HANDLING: tuple(SheetPost),
}
"""Who writes an opinion on a sheet, by its kind."""
NO_SHEET = "还没有印发审批表，先在“印表格”里印发资金审核审批表，签字以后再登记。"


def sheets_to_sign(detail: ApplicationDetail) -> tuple[LetterRow, ...]:
    """Return the sheets whose opinions are written down by themselves, the newest first.

    What was submitted is signed with its handling; a form in whose place another stands holds no more.
    """
    submitted = {one.sheet for one in detail.handlings}
    valid = [one for one in detail.letters if one.kind in POSTS and not one.is_void]
    forms = [one for one in valid if one.kind == APPROVAL]
    own = [one for one in valid if one.kind == HANDLING and one.id not in submitted]
    return (*forms, *own)


def opinions_on(detail: ApplicationDetail, letter: int) -> SignedOpinions | None:
    """Return what is written down of a sheet, None where nothing is."""
    return next((one for one in reversed(detail.signed) if one.letter == letter), None)


def unsigned_places(detail: ApplicationDetail) -> Iterator[tuple[LetterRow, tuple[SheetPost, ...]]]:
    """Yield the sheets that hold and lack opinions, with whose these are.

    A form that was printed anew once more was known need not be signed again.
    """
    sheets = sheets_to_sign(detail)
    forms = [one for one in sheets if one.kind == APPROVAL]
    for same in (forms, *([one] for one in sheets if one.kind == HANDLING)):
        found = [opinions_on(detail, one.id) for one in same]
        known = {one.post for signed in found if signed is not None for one in signed.opinions}
        if lacking := tuple(post for one in same[:1] for post in POSTS[one.kind] if post not in known):
            yield same[0], lacking
