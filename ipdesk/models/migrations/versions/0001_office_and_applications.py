"""Office, applicants, applications and the text of forms."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


_APPLICANT_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("kind", sa.Text(), nullable=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("identity", sa.Text(), nullable=False),
    sa.Column("unusual_code", sa.Boolean(), nullable=False),
    sa.Column("confirmed", sa.Text(), nullable=False),
    sa.Column("legal_representative", sa.Text(), nullable=False),
    sa.Column("contact", sa.Text(), nullable=False),
    sa.Column("telephone", sa.Text(), nullable=False),
    sa.Column("address", sa.Text(), nullable=False),
    sa.Column("account_name", sa.Text(), nullable=False),
    sa.Column("bank", sa.Text(), nullable=False),
    sa.Column("account", sa.Text(), nullable=False),
    sa.Column("pinyin", sa.Text(), nullable=False),
    sa.Column("initials", sa.Text(), nullable=False),
    sa.Column("core", sa.Text(), nullable=False),
    sa.Column("revision", sa.Integer(), nullable=False),
)

_APPLICATION_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("number", sa.Text(), nullable=False),
    sa.Column("applicant_id", sa.Integer(), nullable=False),
    sa.Column("policy", sa.Text(), nullable=False),
    sa.Column("year", sa.Integer(), nullable=False),
    sa.Column("state", sa.Text(), nullable=False),
    sa.Column("achievements", sa.Integer(), nullable=False),
    sa.Column("computed", sa.Integer(), nullable=False),
    sa.Column("amount", sa.Integer(), nullable=False),
    sa.Column("undecided", sa.Integer(), nullable=False),
    sa.Column("accepted_on", sa.Date(), nullable=True),
    sa.Column("accepted_by", sa.Integer(), nullable=True),
    sa.Column("minutes_number", sa.Text(), nullable=False),
    sa.Column("minutes_date", sa.Date(), nullable=True),
    sa.Column("changed_at", sa.String(length=32), nullable=False),
)


_OFFICE_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("red_header", sa.Text(), nullable=False),
    sa.Column("number_prefix", sa.Text(), nullable=False),
    sa.Column("contact", sa.Text(), nullable=False),
    sa.Column("telephone", sa.Text(), nullable=False),
    sa.Column("address", sa.Text(), nullable=False),
    sa.Column("remedies", sa.Text(), nullable=False),
    sa.Column("own_series", sa.Boolean(), nullable=False),
)

_ACHIEVEMENT_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("applicant_id", sa.Integer(), nullable=False),
    sa.Column("kind", sa.Text(), nullable=False),
    sa.Column("date", sa.Date(), nullable=False),
    sa.Column("ref", sa.Text(), nullable=True),
    sa.Column("facts", sa.Text(), nullable=False),
    sa.Column("batch", sa.Integer(), nullable=True),
    sa.Column("ordinal", sa.Integer(), nullable=False),
)

_APPLICANT_TRAIT_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("applicant_id", sa.Integer(), nullable=False),
    sa.Column("trait", sa.Text(), nullable=False),
    sa.Column("since", sa.Date(), nullable=True),
    sa.Column("until", sa.Date(), nullable=True),
)

_AUDIT_ENTRY_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("at", sa.String(length=32), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=True),
    sa.Column("action", sa.Text(), nullable=False),
    sa.Column("record", sa.Text(), nullable=False),
    sa.Column("fields", sa.Text(), nullable=False),
)


def upgrade() -> None:
    """Make the tables, each after those it refers to."""
    _create_applicant()
    _create_number_series()
    _create_office()
    _create_person()
    _create_achievement()
    _create_applicant_trait()
    _create_application()
    _create_audit_entry()
    _create_application_achievement()
    _create_application_step()
    _create_decision_draft()
    _create_draft()
    _create_draft_ref()
    for action in ("UPDATE", "DELETE"):
        _refuse("audit_entry", action)


def downgrade() -> None:
    """Drop them again, with their indexes and triggers."""
    for table in (
        "draft_ref",
        "draft",
        "decision_draft",
        "application_step",
        "application_achievement",
        "audit_entry",
        "application",
        "applicant_trait",
        "achievement",
        "person",
        "office",
        "number_series",
        "applicant",
    ):
        op.drop_table(table)


def _exact(table: str, column: str) -> sa.CheckConstraint:
    whole = f"{column} IS NULL OR (typeof({column}) = 'integer' AND {column} >= 0)"
    return sa.CheckConstraint(whole, name=op.f(f"ck_{table}_{column}_exact"))


def _refuse(table: str, action: str, when: str = "") -> None:
    op.execute(
        f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} {when} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
    )


def _create_applicant() -> None:
    op.create_table(
        "applicant",
        *_APPLICANT_COLUMNS,
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applicant")),
        sa.UniqueConstraint("identity", name=op.f("uq_applicant_identity")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_applicant_name"), "applicant", ["name"])


def _create_number_series() -> None:
    op.create_table(
        "number_series",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.CheckConstraint("next_number >= 1", name=op.f("ck_number_series_counts_from_one")),
        sa.PrimaryKeyConstraint("name", "year", name=op.f("pk_number_series")),
    )


def _create_office() -> None:
    op.create_table(
        "office",
        *_OFFICE_COLUMNS,
        sa.CheckConstraint("id = 1", name=op.f("ck_office_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
    )


def _create_person() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("name", name=op.f("uq_person_name")),
        sqlite_autoincrement=True,
    )


def _create_achievement() -> None:
    op.create_table(
        "achievement",
        *_ACHIEVEMENT_COLUMNS,
        sa.ForeignKeyConstraint(["applicant_id"], ["applicant.id"], name=op.f("fk_achievement_applicant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_achievement")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_achievement_applicant_id_ref"), "achievement", ["applicant_id", "ref"])
    op.create_index(op.f("ix_achievement_ref"), "achievement", ["ref"])


def _create_applicant_trait() -> None:
    op.create_table(
        "applicant_trait",
        *_APPLICANT_TRAIT_COLUMNS,
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicant.id"], name=op.f("fk_applicant_trait_applicant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applicant_trait")),
    )
    op.create_index(op.f("ix_applicant_trait_applicant_id"), "applicant_trait", ["applicant_id"])


def _create_application() -> None:
    op.create_table(
        "application",
        *_APPLICATION_COLUMNS,
        _exact("application", "amount"),
        _exact("application", "computed"),
        sa.CheckConstraint(
            "state IN ('draft', 'accepted', 'confirmed', 'notified')", name=op.f("ck_application_known_state")
        ),
        sa.ForeignKeyConstraint(["accepted_by"], ["person.id"], name=op.f("fk_application_accepted_by")),
        sa.ForeignKeyConstraint(["applicant_id"], ["applicant.id"], name=op.f("fk_application_applicant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sa.UniqueConstraint("number", name=op.f("uq_application_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_application_applicant_id"), "application", ["applicant_id"])
    op.create_index(op.f("ix_application_state"), "application", ["state"])


def _create_audit_entry() -> None:
    op.create_table(
        "audit_entry",
        *_AUDIT_ENTRY_COLUMNS,
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_audit_entry_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_audit_entry_record"), "audit_entry", ["record"])


def _create_application_achievement() -> None:
    op.create_table(
        "application_achievement",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("achievement_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["achievement_id"], ["achievement.id"], name=op.f("fk_application_achievement_achievement_id")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_application_achievement_application_id")
        ),
        sa.PrimaryKeyConstraint("application_id", "position", name=op.f("pk_application_achievement")),
        sa.UniqueConstraint(
            "application_id", "key", name=op.f("uq_application_achievement_application_id_key")
        ),
    )
    op.create_index(
        op.f("ix_application_achievement_achievement_id"), "application_achievement", ["achievement_id"]
    )


def _create_application_step() -> None:
    op.create_table(
        "application_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'accepted', 'confirmed', 'notified')",
            name=op.f("ck_application_step_known_state"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_application_step_application_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_application_step_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_step")),
    )
    op.create_index(op.f("ix_application_step_application_id"), "application_step", ["application_id"])


def _create_decision_draft() -> None:
    op.create_table(
        "decision_draft",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_decision_draft_application_id")
        ),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_decision_draft")),
    )


def _create_draft() -> None:
    op.create_table(
        "draft",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_draft_application_id")),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_draft")),
    )


def _create_draft_ref() -> None:
    op.create_table(
        "draft_ref",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_draft_ref_application_id")
        ),
        sa.PrimaryKeyConstraint("application_id", "ref", name=op.f("pk_draft_ref")),
    )
    op.create_index(op.f("ix_draft_ref_ref"), "draft_ref", ["ref"])
