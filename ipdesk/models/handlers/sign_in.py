"""Passwords, recovery codes and who was let in."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import delete

from ipdesk.models.commands import (
    ChangeAccess,
    ChangePassword,
    RecordSignIn,
    RecoverPassword,
    RenewRecoveryCodes,
    RequirePasswords,
    ResetPassword,
)
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import InvalidInput, NotFound, NotPermitted, Problem
from ipdesk.models.core.roles import Role
from ipdesk.models.reading.access import access_settings
from ipdesk.models.reading.people import roles_of
from ipdesk.models.records import LOCK_MINUTES
from ipdesk.models.tables import OfficeEntry, PasswordEntry, PersonEntry, RecoveryCodeEntry

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_ONLY = 1
_UNKNOWN = "这位人员不存在，请刷新后再选。"
_OUT_OF_SERVICE = "这位人员已停用，不能登录；请管理员恢复后再登录。"
_NOT_BY_CODE = "恢复码只能给管理员重设密码；请管理员在“设置”里重设这位同事的密码。"
_NOT_THE_FIRST = "本单位登录时要密码，第一个密码不能自己设；请管理员给一个一次性密码。"
_NO_CODE = "恢复码不对，或者已经用过。每个恢复码只能用一次。"


def change_password(work: Work, command: ChangePassword) -> None:
    """Keep the hash of another password of who acts.

    Raises NotPermitted for a first one while the office asks for passwords: nothing would guard it.
    """
    if _entry(work, work.person).hash is None and access_settings(work.session).asks_password:
        raise NotPermitted(_NOT_THE_FIRST)
    _keep(work, work.person, command.password_hash)
    work.audit("password", Kind.PERSON, work.person)


def reset_password(work: Work, command: ResetPassword) -> None:
    """Keep the hash of a password for once; raises NotFound."""
    work.one(PersonEntry, command.person, _UNKNOWN)
    _keep(work, command.person, command.password_hash, for_once=True)
    work.audit("reset_password", Kind.PERSON, command.person)


def recover_password(work: Work, command: RecoverPassword) -> None:
    """Use a recovery code up; raises InvalidInput for one that is not open, NotPermitted, NotFound."""
    work.lock("recovery_code")
    _check_in_service(work, command.person)
    if Role.ADMINISTRATOR not in roles_of(work.session, command.person):
        raise NotPermitted(_NOT_BY_CODE)
    code = work.session.get(RecoveryCodeEntry, command.code_hash)
    if code is None or code.used_at is not None:
        raise InvalidInput([Problem("code", _NO_CODE)])
    code.used_at = work.now
    _keep(work, command.person, command.password_hash)
    work.audit("recover_password", Kind.PERSON, command.person)


def record_sign_in(work: Work, command: RecordSignIn) -> None:
    """Count a wrong password, or forget those before a right one; raises NotPermitted and NotFound."""
    _check_in_service(work, command.person)
    kept = _entry(work, command.person)
    kept.failures = 0 if command.succeeded else kept.failures + 1
    kept.failed_at = None if command.succeeded else work.now
    work.audit("sign_in" if command.succeeded else "wrong_password", Kind.PERSON, command.person)


def require_passwords(work: Work, command: RequirePasswords) -> None:
    """Turn the switch on; raises InvalidInput where who acts could not sign in by then, NotFound."""
    if _entry(work, work.person).hash is None:
        raise InvalidInput([Problem("password", "请先给自己设一个密码。")])
    _replace_codes(work, command.code_hashes)
    office = _office(work)
    if not office.asks_password:
        office.asks_password = True
        work.audit("access", Kind.OFFICE, _ONLY, ["asks_password"])


def renew_codes(work: Work, command: RenewRecoveryCodes) -> None:
    """Replace the recovery codes."""
    _replace_codes(work, command.code_hashes)


def change_access(work: Work, command: ChangeAccess) -> None:
    """Replace the settings that differ, and note their names; raises InvalidInput."""
    work.lock("office")
    new, before, office = command.settings, access_settings(work.session), _office(work)
    if new.asks_password and not before.asks_password:
        raise InvalidInput([Problem("asks_password", "请用“登录时要密码”的开关开启，并保存好恢复码。")])
    if new.lock_minutes not in LOCK_MINUTES:
        least, most = LOCK_MINUTES.start, LOCK_MINUTES.stop - 1
        raise InvalidInput([Problem("lock_minutes", f"自动锁定应为{least}至{most}分钟，0 为不自动锁定。")])
    order = {"approval_order": new.approval_order.value}
    changed = work.replace(office, {**asdict(new), **order})
    if changed:
        work.audit("access", Kind.OFFICE, _ONLY, changed)


def _office(work: Work) -> OfficeEntry:
    office = work.session.get(OfficeEntry, _ONLY)
    if office is None:
        raise NotFound("还没有设置单位信息。")
    return office


def _check_in_service(work: Work, person: int) -> None:
    if work.one(PersonEntry, person, _UNKNOWN).retired_on is not None:
        raise NotPermitted(_OUT_OF_SERVICE)


def _entry(work: Work, person: int) -> PasswordEntry:
    work.lock("password", person)
    entry = work.session.get(PasswordEntry, person)
    if entry is None:
        entry = PasswordEntry(person_id=person, hash=None, for_once=False, failures=0, failed_at=None)
        work.session.add(entry)
    return entry


def _keep(work: Work, person: int, password_hash: str, *, for_once: bool = False) -> None:
    entry = _entry(work, person)
    entry.hash, entry.for_once = password_hash, for_once
    entry.failures, entry.failed_at = 0, None


def _replace_codes(work: Work, hashes: tuple[str, ...]) -> None:
    work.lock("recovery_code")
    work.session.execute(delete(RecoveryCodeEntry))
    work.session.add_all(RecoveryCodeEntry(hash=one, used_at=None) for one in hashes)
    work.audit("recovery_codes", Kind.OFFICE, _ONLY)
