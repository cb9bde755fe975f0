"""Awards, decisions, packs and letters."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


_AWARD_LINE_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("application_id", sa.Integer(), nullable=False),
    sa.Column("achievement_id", sa.Integer(), nullable=False),
    sa.Column("position", sa.Integer(), nullable=False),
    sa.Column("key", sa.Text(), nullable=False),
    sa.Column("rule", sa.Text(), nullable=False),
    sa.Column("article", sa.Text(), nullable=False),
    sa.Column("status", sa.Text(), nullable=False),
    sa.Column("computed", sa.Integer(), nullable=False),
    sa.Column("amount", sa.Integer(), nullable=False),
    sa.Column("granted", sa.Integer(), nullable=True),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("explanation", sa.Text(), nullable=False),
    sa.Column("policy", sa.Text(), nullable=False),
    sa.Column("pack", sa.Text(), nullable=False),
    sa.Column("applicant_id", sa.Integer(), nullable=False),
    sa.Column("kind", sa.Text(), nullable=False),
    sa.Column("year", sa.Integer(), nullable=False),
    sa.Column("ref", sa.Text(), nullable=True),
    sa.Column("facts", sa.Text(), nullable=False),
)


def upgrade() -> None:
    """Make the tables, each after those it refers to."""
    _create_policy_pack()
    _create_award_line()
    _create_decision()
    _create_letter()
    _create_letter_content()
    for action in ("UPDATE", "DELETE"):
        for table in ("policy_pack", "letter", "letter_content"):
            _refuse(table, action)
        # What was granted stands; a line that only waits is computed anew.
        _refuse("award_line", action, "WHEN OLD.granted IS NOT NULL")


def downgrade() -> None:
    """Drop them again, with their indexes and triggers."""
    for table in (
        "letter_content",
        "letter",
        "decision",
        "award_line",
        "policy_pack",
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


def _create_policy_pack() -> None:
    op.create_table(
        "policy_pack",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("first_used_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_policy_pack")),
    )


def _create_award_line() -> None:
    op.create_table(
        "award_line",
        *_AWARD_LINE_COLUMNS,
        *(_exact("award_line", column) for column in ("amount", "computed", "granted")),
        sa.CheckConstraint(
            "granted IS NULL OR granted = amount OR reason <> ''",
            name=op.f("ck_award_line_lowered_with_reason"),
        ),
        sa.CheckConstraint(
            "granted IS NULL OR granted <= amount", name=op.f("ck_award_line_never_above_amount")
        ),
        *_award_line_keys(),
    )
    op.create_index(op.f("ix_award_line_achievement_id"), "award_line", ["achievement_id"])
    op.create_index(op.f("ix_award_line_applicant_id_policy"), "award_line", ["applicant_id", "policy"])
    op.create_index(op.f("ix_award_line_ref"), "award_line", ["ref"])
    op.create_index(op.f("ix_award_line_rule_year"), "award_line", ["rule", "year"])


def _award_line_keys() -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(
            ["achievement_id"], ["achievement.id"], name=op.f("fk_award_line_achievement_id")
        ),
        sa.ForeignKeyConstraint(["applicant_id"], ["applicant.id"], name=op.f("fk_award_line_applicant_id")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_award_line_application_id")
        ),
        sa.ForeignKeyConstraint(["pack"], ["policy_pack.sha256"], name=op.f("fk_award_line_pack")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_line")),
        sa.UniqueConstraint("application_id", "position", name=op.f("uq_award_line_application_id_position")),
    )


def _create_decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        _exact("decision", "amount"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_decision_application_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_decision_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint(
            "application_id", "key", "rule", name=op.f("uq_decision_application_id_key_rule")
        ),
    )


def _create_letter() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.String(length=32), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=False),
        _exact("letter", "amount"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_letter_application_id")
        ),
        sa.ForeignKeyConstraint(["issued_by"], ["person.id"], name=op.f("fk_letter_issued_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("number", name=op.f("uq_letter_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_letter_application_id"), "letter", ["application_id"])


def _create_letter_content() -> None:
    op.create_table(
        "letter_content",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_letter_content_letter_id")),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_letter_content")),
    )
