"""What is typed in a review and the database does not take: rescued, and saved at the next start."""

from __future__ import annotations

import datetime
import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.commands import SaveReviewDraft
from ipdesk.models.core.errors import Conflict, DeskError, NotFound
from ipdesk.models.core.session import Session
from ipdesk.models.parsing.draft_json import review_of, review_text, sha256_of
from ipdesk.models.records import RawCheck, ReviewDraft
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.draft_saving import DraftSaving
from ipdesk.ui.desk.rescue import REVIEW, REVIEW_LEFT
from ipdesk.ui.widgets import confirm


@dataclass(frozen=True, slots=True)
class RescuedReview:
    """The form of a review as it was left, and when it was typed."""

    application: int
    checks: tuple[RawCheck, ...]
    at: datetime.datetime

    def plain(self) -> dict[str, Any]:
        """Return it as JSON carries it."""
        pictures = (one for check in self.checks for one in check.pictures)
        return {
            "application": self.application,
            "checks": json.loads(review_text(self.checks)),
            "pictures": {sha256_of(one): b64encode(one).decode() for one in pictures},
            "at": self.at.isoformat(),
        }


def rescued_review(found: Mapping[str, Any]) -> RescuedReview:
    """Return what ``plain`` gave. Raises KeyError, TypeError, ValueError for anything else."""
    pictures = {sha256: b64decode(content) for sha256, content in found["pictures"].items()}
    checks = review_of(json.dumps(found["checks"]), pictures)
    return RescuedReview(found["application"], checks, datetime.datetime.fromisoformat(found["at"]))


def keep_unsaved(desk: Desk, saving: DraftSaving[SaveReviewDraft]) -> Callable[..., None]:
    """Have what is typed in a review rescued while the database does not take it; return what ends that."""

    def unsaved() -> Iterator[object]:
        text = saving.text()
        if text is not None and saving.dirty():
            yield RescuedReview(text.application, text.checks, datetime.datetime.now().astimezone()).plain()

    def follow() -> None:
        (desk.rescue.hurry if saving.unsafe() else desk.rescue.note)()

    desk.rescue.watch(REVIEW, unsaved)
    saving.changed.connect(follow)
    return lambda *_: desk.rescue.unwatch(REVIEW)


def _standing(session: Session, application: int) -> tuple[str, ReviewDraft | None]:
    """Read the number of an application and the text that it has. Raises DeskError."""
    number = queries.application_detail(session, application).application.number
    return number, queries.review_draft(session, application)


class UnsavedReviews(QObject):
    """Keeps what the last session left of reviews, until it is saved."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._left: list[RescuedReview] = []
        self._unreadable: list[object] = []
        for found in (*desk.rescue.found(REVIEW), *desk.rescue.found(REVIEW_LEFT)):
            try:
                self._left.append(rescued_review(found))  # type: ignore[arg-type]
            except (KeyError, TypeError, ValueError, AttributeError):
                self._unreadable.append(found)
        desk.rescue.watch(REVIEW_LEFT, lambda: (*self._unreadable, *(one.plain() for one in self._left)))

    def bring_back(self) -> None:
        """Save what was left, behind the window."""
        for left in tuple(self._left):
            done, failed = partial(self._save, left), partial(self._not_saved, left)
            self._desk.read_later(self, _standing, left.application, done=done, failed=failed)

    def _save(self, left: RescuedReview, standing: tuple[str, ReviewDraft | None]) -> None:
        """Save what was left, unless another text was saved since, and the clerk prefers that."""
        number, draft = standing
        if draft is not None and draft.mark.at > left.at and not self._preferred(number):
            self._forget(left)
            return
        command = SaveReviewDraft(application=left.application, checks=left.checks)
        done, failed = (lambda _: self._forget(left)), partial(self._not_saved, left)
        self._desk.run_later(self, command, done, failed)

    def _preferred(self, number: str) -> bool:
        words = self._page.tr(
            "申请件 {number} 的初审上次没有存上，已经找回；这之后又在另一处填写过。用哪一份？"
        )
        title, accept = self._page.tr("用找回的内容？"), self._page.tr("用找回的")
        refuse = self._page.tr("用后来填写的")
        return confirm(self._page, title, words.format(number=number), accept, refuse=refuse, danger=True)

    def _not_saved(self, left: RescuedReview, error: DeskError) -> None:
        """Keep what was left for the next start, unless its review has been taken by now."""
        if isinstance(error, Conflict | NotFound):
            self._forget(left)

    def _forget(self, left: RescuedReview) -> None:
        self._left.remove(left)
        self._desk.rescue.note()
