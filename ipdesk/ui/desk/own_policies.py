"""The office's own policies as the desk has them: read behind the window, offered where they are in order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.errors import DeskError, StoreError
from ipdesk.models.services.own_policies import finish_changes, keep_policy, remove_policy
from ipdesk.rules.library.office_packs import FOLDER, OwnPack, read_folder, usable_policies
from ipdesk.ui.desk.tasks import Lane

if TYPE_CHECKING:
    from ipdesk.models.core.actor import Actor
    from ipdesk.models.store import Store
    from ipdesk.rules.evaluation.policy import Policy
    from ipdesk.rules.library.policy_library import PolicyLibrary
    from ipdesk.ui.desk.tasks import Failed, Job, Tasks

Answered = Callable[[], None]
Refused = Callable[[DeskError], None]

POLICIES_CHANGED = Changes(frozenset({(Kind.POLICY, 0)}))


class OwnPoliciesHost(Protocol):
    """What own policies need of the desk that they belong to."""

    store: Store
    policies: PolicyLibrary
    tasks: Tasks
    data_dir: Path | None

    def actor(self) -> Actor:
        """Return who acts."""

    def notify(self, changes: Changes) -> None:
        """Tell all pages what changed."""

    def error_handler(self, owner: QObject, failed: Refused | None) -> Failed:
        """Return what answers an error of a job of ``owner``."""


class OwnPolicies(QObject):
    """Reads the folder of own packs and hands what can be used to the desk's library.

    ``packs`` are all files of the folder, also those that are not offered, with the reasons.
    """

    def __init__(self, desk: OwnPoliciesHost, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reading: Job | None = None
        self.packs: tuple[OwnPack, ...] = ()

    @property
    def folder(self) -> Path | None:
        """Return the folder of the office's packs, None where the desk has no folder."""
        return self._desk.data_dir / FOLDER if self._desk.data_dir is not None else None

    def used(self) -> dict[str, Policy]:
        """Return the own policies that are offered, by id."""
        return {policy.id: policy for policy in usable_policies(self.packs)}

    def refresh(self) -> None:
        """Read the folder behind the window; ``changed`` of the desk tells when it says something else."""
        folder = self.folder
        if folder is not None:
            store, built_in = self._desk.store, self._desk.policies.built_in()
            self._reading = self._desk.tasks.start(
                Lane.LONG, lambda job: _in_order(store, folder, built_in, job), self.take
            )

    def take(self, packs: tuple[OwnPack, ...]) -> None:
        """Offer what was found."""
        self._reading = None
        if packs_equal(packs, self.packs):
            return
        self.packs = packs
        self._desk.policies.set_own(usable_policies(packs))
        self._desk.notify(POLICIES_CHANGED)

    def keep(self, policy: Policy, replaced: Sequence[Path], done: Answered, failed: Refused) -> None:
        """Take a checked policy into use in place of some files, then offer what the folder holds."""
        store, folder, actor = self._desk.store, self.folder, self._desk.actor()
        if folder is not None:
            self._do(lambda: keep_policy(store, folder, actor, policy, replaced), done, failed)

    def remove(self, pack: OwnPack, done: Answered, failed: Refused) -> None:
        """Take a file out of use, then offer what the folder still holds."""
        store, actor = self._desk.store, self._desk.actor()
        self._do(lambda: remove_policy(store, actor, pack), done, failed)

    def _do(self, work: Callable[[], Changes], done: Answered, failed: Refused) -> None:
        folder, built_in = self.folder, self._desk.policies.built_in()

        def worked(job: Job) -> tuple[OwnPack, ...]:
            work()
            pause = lambda: job.report(0, 0)  # noqa: E731
            return read_folder(folder, built_in, pause) if folder is not None else ()

        def answered(packs: tuple[OwnPack, ...]) -> None:
            self.take(packs)
            done()

        self._desk.tasks.start(Lane.LONG, worked, answered, self._desk.error_handler(self, failed))

    def wait(self) -> None:
        """Wait until the folder has been read, where that is under way."""
        if self._reading is not None:
            self._desk.tasks.wait_for(self._reading)


def _in_order(store: Store, folder: Path, built_in: Collection[str], job: Job) -> tuple[OwnPack, ...]:
    """Read the folder, after what was interrupted in it."""
    with suppress(StoreError):  # it is tried again at the next look; what is there can be read all the same
        finish_changes(store, folder)
    return read_folder(folder, built_in, lambda: job.report(0, 0))


def packs_equal(some: tuple[OwnPack, ...], others: tuple[OwnPack, ...]) -> bool:
    """Say whether the same files say the same."""
    return [_likeness(pack) for pack in some] == [_likeness(pack) for pack in others]


def _likeness(pack: OwnPack) -> tuple[object, ...]:
    return pack.path, pack.findings, pack.policy.sha256 if pack.policy is not None else ""
