"""The roles of an office's people, and what each lets a person do."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from ipdesk.models.core.actor import Permission


class Role(StrEnum):
    """What somebody does in the office, one or several; the values are those of the database."""

    CLERK = "clerk"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    CASHIER = "cashier"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """Return what the role is called in Chinese."""
        return _MEANING[self].label

    @property
    def permissions(self) -> frozenset[Permission]:
        """Return what whoever holds the role may do."""
        return _MEANING[self].permissions


class _Meaning(NamedTuple):
    label: str
    permissions: frozenset[Permission]


_MEANING = {
    Role.CLERK: _Meaning("受理员", frozenset({Permission.ENTER, Permission.ISSUE})),
    Role.REVIEWER: _Meaning("审核员", frozenset({Permission.REVIEW})),
    Role.APPROVER: _Meaning("审批人", frozenset({Permission.DECIDE})),
    Role.CASHIER: _Meaning("财务", frozenset({Permission.ACCOUNT})),
    Role.ADMINISTRATOR: _Meaning("管理员", frozenset({Permission.ADMINISTER})),
}

ALL_ROLES = frozenset(Role)
"""What everybody holds in an office that has no use for roles."""


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """Return what whoever holds these roles may do."""
    return frozenset[Permission]().union(*(role.permissions for role in roles))


def role_labels(roles: Iterable[Role]) -> str:
    """Return the names of roles in the order in which an application meets them."""
    held = frozenset(roles)
    return "、".join(role.label for role in Role if role in held)


def refusal_without(permission: Permission) -> str:
    """Return the sentence for somebody who lacks a permission: it names who has it."""
    able = "或".join(role.label for role in Role if permission in role.permissions)
    return f"您没有办理这一步的权限，须由{able}办理。"
