"""The packs that an office keeps in a folder of its own, beside those that come with the program.

A pack is offered when nothing in it is an error and all its examples come out. It never takes the place of a
policy of the program: one with the same id is not offered, so that nobody computes by another text than the
screen names.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ipdesk.rules.checking.collector import no_pause
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.check_file import check_data
from ipdesk.rules.source.findings import Finding, Severity
from ipdesk.rules.source.yaml_source import LARGEST, Source, read_limited

FOLDER = "policies"
"""The name of that folder in the office's data folder."""

_SUFFIXES = (".yaml", ".yml")


class OwnPack(NamedTuple):
    """A file as it was read: the policy, None where none could be made of it, and the findings."""

    path: Path
    policy: Policy | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the findings that keep the pack from being offered."""
        return tuple(found for found in self.findings if found.severity is Severity.ERROR)

    @property
    def offered(self) -> bool:
        """Say whether the policy can be used."""
        return self.policy is not None and not self.errors


def usable_policies(packs: Iterable[OwnPack]) -> tuple[Policy, ...]:
    """Return the policies that can be used."""
    return tuple(pack.policy for pack in packs if pack.policy is not None and not pack.errors)


def read_folder(
    folder: Path, built_in: Collection[str], pause: Callable[[], None] = no_pause
) -> tuple[OwnPack, ...]:
    """Read and check every pack of a folder, by name; nothing where there is none.

    ``pause`` is called between pieces of work; raises what it raises, and nothing else.
    """
    try:
        paths = sorted(packs_in(folder))
    except OSError:
        return (_refused(folder, "unreadable", "这个文件夹不能读取，里面的政策文件没有使用。请检查权限。"),)
    found: list[OwnPack] = []
    for path in paths:
        found.append(_once(_read(path, built_in, pause), found))
    return tuple(found)


def packs_in(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that are taken for packs, nothing where there is none. Raises OSError."""
    if folder.is_dir():
        for path in folder.iterdir():
            if path.suffix.lower() in _SUFFIXES and not path.name.startswith(".") and path.is_file():
                yield path


def _read(path: Path, built_in: Collection[str], pause: Callable[[], None]) -> OwnPack:
    try:
        data = read_limited(path)
    except OSError:
        return _refused(path, "unreadable", "文件不能读取，没有使用。请检查权限，或关闭正打开它的程序。")
    if len(data) > LARGEST:
        return _refused(path, "too_large", "文件超过 1 MB，不像是政策文件，没有使用。")
    return check_own(path, data, built_in, pause)


def check_own(
    path: Path, data: bytes, built_in: Collection[str], pause: Callable[[], None] = no_pause
) -> OwnPack:
    """Check a file's bytes whole: the pack, its examples, and whether its id can be an own one.

    ``pause`` is called between pieces of work; it may raise to end them.
    """
    checked = check_data(data, path.name, pause)
    if checked.policy is None:
        return OwnPack(path, None, checked.findings)
    said = _about_id(checked.policy.id, built_in)
    of_id = (_finding(path, *said, line=_line_of_id(checked.policy)),) if said else ()
    return OwnPack(path, checked.policy, (*of_id, *checked.findings))


def _line_of_id(policy: Policy) -> int:
    return Source.from_bytes(policy.id, policy.source).line(("id",))


def _about_id(policy_id: str, built_in: Collection[str]) -> tuple[str, str] | None:
    if policy_id.lower() in {known.lower() for known in built_in}:
        message = "与程序内置的政策相同。内置政策不能被代替；请把这个文件的 id 换成另一个编号。"
        return "id_built_in", f"编号“{policy_id}”{message}"
    return None


def _once(pack: OwnPack, before: Iterable[OwnPack]) -> OwnPack:
    """Refuse a pack whose policy another file of the folder offers already."""
    if pack.policy is None:
        return pack
    taken = {policy.id.lower(): one for one in before for policy in usable_policies((one,))}
    other = taken.get(pack.policy.id.lower())
    if other is None:
        return pack
    message = f"编号“{pack.policy.id}”已经用在 {other.path.name} 里，这个文件没有使用。请换一个编号。"
    return pack._replace(findings=(_finding(pack.path, "id_twice", message), *pack.findings))


def _refused(path: Path, code: str, message: str) -> OwnPack:
    return OwnPack(path, None, (_finding(path, code, message),))


def _finding(path: Path, code: str, message: str, line: int = 1) -> Finding:
    return Finding(path.name, line, "", Severity.ERROR, code, message)
