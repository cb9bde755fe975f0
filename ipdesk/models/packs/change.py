"""One change of the office's own packs or templates, from its intent to the file: whole whatever interrupts.

The intent lies in the folder, with the new text, before the audit log knows of it. Once the log does, the
change is carried out, if need be at the next start; an intent that the log does not know is forgotten.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from ipdesk.models.core.atomic_file import make_private_folder, write_whole
from ipdesk.models.packs.files import FORMER, former_name
from ipdesk.rules.library.office_packs import packs_in
from ipdesk.rules.source.yaml_source import read_limited

Action = Literal[
    "import", "replace", "remove", "save_template", "restore_template", "save_bank_template",
    "restore_bank_template",
]  # fmt: skip

_INTENT = ".change-{}.json"
_ID_LINE = re.compile(rb"""^(?:\xef\xbb\xbf)?id:[ \t]*["']?([^"'#\s]+)""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class OwnFileChange:
    """What is to become of the files of a policy or template: ``text`` is the new one, None where it goes.

    ``name`` is the id of the policy, the kind of paper or the sheet of a bank whose template it is.
    ``given_up`` are the names of the files that go out of use with the names that their copies get in the
    folder of former files; ``token`` tells the intent from others.
    """

    name: str
    action: Action
    sha256: str
    text: str | None
    given_up: dict[str, str]
    token: str

    @property
    def target(self) -> str:
        """The name of the file."""
        return f"{self.name}.yaml"

    def prepare(self, folder: Path) -> None:
        """Write down the intent and copy what goes out of use. Raises OSError."""
        make_private_folder(folder)
        write_whole(self._intent(folder), json.dumps(asdict(self), ensure_ascii=False).encode())
        for name, former in self.given_up.items():
            make_private_folder(folder / FORMER)
            write_whole(folder / FORMER / former, (folder / name).read_bytes())

    def finish(self, folder: Path) -> None:
        """Carry out what was prepared; once more does nothing. Raises OSError."""
        if not self._intent(folder).exists():
            return  # another window was quicker
        if self.text is not None:
            write_whole(folder / self.target, self.text.encode())
        for name in self.given_up:
            if name != self.target or self.text is None:
                (folder / name).unlink(missing_ok=True)
        self._intent(folder).unlink(missing_ok=True)

    def take_back(self, folder: Path) -> None:
        """Forget what was prepared."""
        for path in (*(folder / FORMER / name for name in self.given_up.values()), self._intent(folder)):
            with contextlib.suppress(OSError):  # the others have to go all the same
                path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # only where it is empty
            (folder / FORMER).rmdir()

    def _intent(self, folder: Path) -> Path:
        return folder / _INTENT.format(self.token)


def planned(
    folder: Path,
    name: str,
    action: Action,
    sha256: str,
    text: str | None,
    given_up: Iterable[Path],
    moment: datetime.datetime,
) -> OwnFileChange:
    """Plan a change; files of ``given_up`` that are not there are left out."""
    formers: dict[str, str] = {}
    for path in dict.fromkeys(given_up):
        if path.exists():
            formers[path.name] = former_name(folder, name, moment, formers.values())
    return OwnFileChange(name, action, sha256, text, formers, secrets.token_hex(6))


def unfinished(folder: Path) -> Iterator[OwnFileChange]:
    """Yield the changes that were begun and not carried out. Raises OSError."""
    for path in sorted(folder.glob(_INTENT.format("*"))):
        try:
            yield OwnFileChange(**json.loads(path.read_bytes()))
        except FileNotFoundError:
            continue  # another window has just finished it
        except (ValueError, TypeError):
            path.unlink(missing_ok=True)  # not ours, or of a version that wrote it otherwise


def texts_of(folder: Path, policy: str) -> Iterator[bytes]:
    """Yield the texts of the files that name a policy as theirs, whether they are in order or not."""
    for path in packs_in(folder):
        with contextlib.suppress(OSError):  # what cannot be read is not offered either
            data = read_limited(path)
            named = _ID_LINE.search(data)
            if named is not None and named[1] == policy.encode():
                yield data
