"""The office's own policies as the desk has them: read behind the window, offered where they are in order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ipdesk.models.changes import Changes, Kind
from ipdesk.rules.own_packs import FOLDER, OwnPack, offered, read_folder

if TYPE_CHECKING:
    from ipdesk.ui.desk import Desk
    from ipdesk.ui.tasks import Job

POLICIES_CHANGED = Changes(frozenset({(Kind.POLICY, 0)}))


class OwnPolicies(QObject):
    """Reads the folder of own packs and hands what can be used to the desk's library.

    ``packs`` are all files of the folder, also those that are not offered, with the reasons.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._reading: Job | None = None
        self.packs: tuple[OwnPack, ...] = ()

    @property
    def folder(self) -> Path | None:
        """Return the folder of the office's packs, None where the desk has no folder."""
        return self._desk.data_dir / FOLDER if self._desk.data_dir is not None else None

    def refresh(self) -> None:
        """Read the folder behind the window; ``changed`` of the desk tells when it says something else."""
        folder = self.folder
        if folder is not None:
            built_in = self._desk.policies.built_in()
            self._reading = self._desk.tasks.start(lambda _: read_folder(folder, built_in), self.take)

    def take(self, packs: tuple[OwnPack, ...]) -> None:
        """Offer what was found."""
        self._reading = None
        if packs_equal(packs, self.packs):
            return
        self.packs = packs
        self._desk.policies.take_own(offered(packs))
        self._desk.tell(POLICIES_CHANGED)

    def wait(self) -> None:
        """Wait until the folder has been read, where that is under way."""
        if self._reading is not None and not self._reading.finished:
            self._desk.tasks.settle()


def packs_equal(some: tuple[OwnPack, ...], others: tuple[OwnPack, ...]) -> bool:
    """Say whether the same files say the same."""
    return [_likeness(pack) for pack in some] == [_likeness(pack) for pack in others]


def _likeness(pack: OwnPack) -> tuple[object, ...]:
    return pack.path, pack.findings, pack.policy.sha256 if pack.policy is not None else ""
