"""Commands for passwords and for who may sign in. They carry hashes, never what was typed."""

from __future__ import annotations

from dataclasses import dataclass, field

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.records import AccessSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePassword(Command[None]):
    """Replace the password of who acts; the first one, too, while the office asks for none.

    Raises NotFound where nobody acts, NotPermitted for a first one once passwords are asked for.
    """

    password_hash: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetPassword(Command[None]):
    """Give a person a password for once, to be changed as soon as it signs in. Raises NotFound."""

    permission = Permission.ADMINISTER

    person: int
    password_hash: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverPassword(Command[None]):
    """Set an administrator's password by a recovery code, which is used up.

    Nobody is signed in by then. Raises InvalidInput for a code that is not open, and NotPermitted where the
    person is no administrator in service: an administrator resets the password of everybody else.
    """

    person: int
    code_hash: str = field(repr=False)
    password_hash: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSignIn(Command[None]):
    """Write down that somebody was let in, or was not for a wrong password, which is counted.

    Raises NotPermitted for a person out of service, NotFound.
    """

    person: int
    succeeded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirePasswords(Command[None]):
    """Ask everybody for a password from now on; whoever has none gets one for once from an administrator.

    The administrator who says so has one by then. ``code_hashes`` are those of the recovery codes, which
    replace the former ones. Raises InvalidInput where the administrator has no password.
    """

    permission = Permission.ADMINISTER

    code_hashes: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewRecoveryCodes(Command[None]):
    """Replace the recovery codes: the former ones open nothing any more."""

    permission = Permission.ADMINISTER

    code_hashes: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAccess(Command[None]):
    """Replace how the office signs in and shares its work.

    Passwords are asked for by RequirePasswords alone; here they can be given up. Raises InvalidInput.
    """

    permission = Permission.ADMINISTER

    settings: AccessSettings
