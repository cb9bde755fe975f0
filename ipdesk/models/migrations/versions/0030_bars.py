"""Applicants may be barred for a time, and an application goes on in spite of that by a recorded decision."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0030"
down_revision = "0028"
branch_labels = None
depends_on = None


_APPLICANT_BAR_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("applicant_id", sa.Integer(), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("basis", sa.Text(), nullable=False),
    sa.Column("since", sa.Date(), nullable=False),
    sa.Column("until", sa.Date(), nullable=False),
    sa.Column("recorded_at", sa.String(32), nullable=False),
    sa.Column("recorded_by", sa.Integer(), nullable=False),
    sa.Column("lifted_at", sa.String(32), nullable=True),
    sa.Column("lifted_by", sa.Integer(), nullable=True),
    sa.Column("lifted_why", sa.Text(), nullable=False),
)


_PASSED_BAR_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("application_id", sa.Integer(), nullable=False),
    sa.Column("bar_id", sa.Integer(), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
)


def upgrade() -> None:
    """Make the tables; a decision in spite of a bar is never changed."""
    op.create_table(
        "applicant_bar",
        *_APPLICANT_BAR_COLUMNS,
        sa.CheckConstraint("since <= until", name=op.f("ck_applicant_bar_some_days")),
        sa.CheckConstraint("reason <> '' AND basis <> ''", name=op.f("ck_applicant_bar_founded")),
        sa.CheckConstraint(
            "lifted_at IS NULL OR lifted_why <> ''", name=op.f("ck_applicant_bar_lifted_with_reason")
        ),
        sa.ForeignKeyConstraint(["applicant_id"], ["applicant.id"], name="fk_applicant_bar_applicant_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name="fk_applicant_bar_recorded_by"),
        sa.ForeignKeyConstraint(["lifted_by"], ["person.id"], name="fk_applicant_bar_lifted_by"),
        sa.PrimaryKeyConstraint("id", name="pk_applicant_bar"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_applicant_bar_applicant_id", "applicant_bar", ["applicant_id"])
    _passed()


def _passed() -> None:
    op.create_table(
        "passed_bar",
        *_PASSED_BAR_COLUMNS,
        sa.CheckConstraint("reason <> ''", name=op.f("ck_passed_bar_says_something")),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name="fk_passed_bar_application_id"),
        sa.ForeignKeyConstraint(["bar_id"], ["applicant_bar.id"], name="fk_passed_bar_bar_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_passed_bar_person_id"),
        sa.PrimaryKeyConstraint("application_id", "bar_id", name="pk_passed_bar"),
    )
    refuse_changes("passed_bar", "application_id = NEW.application_id AND bar_id = NEW.bar_id")


def downgrade() -> None:
    """Drop both, with what was recorded in them."""
    op.drop_table("passed_bar")
    op.drop_table("applicant_bar")
