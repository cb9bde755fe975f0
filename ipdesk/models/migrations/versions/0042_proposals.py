"""What is proposed is frozen line by line, with the basis of decided amounts; sums may need minutes."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes
from ipdesk.models.migrations.rebuild import rebuild

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

_UNIQUE = {
    "proposal": ("application_id = NEW.application_id AND round = NEW.round",),
    "proposal_line": ("proposal_id = NEW.proposal_id AND position = NEW.position",),
    "expert_score": ("line_id = NEW.line_id AND position = NEW.position",),
    "departure": ("application_id = NEW.application_id AND key = NEW.key AND rule = NEW.rule",),
}


def _fen(column: str) -> str:
    return f"{column} IS NULL OR (typeof({column}) = 'integer' AND {column} >= 0)"


def _exact(table: str, column: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(_fen(column), name=op.f(f"ck_{table}_{column}_exact"))


_PROPOSAL_LINE_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("proposal_id", sa.Integer(), nullable=False),
    sa.Column("position", sa.Integer(), nullable=False),
    sa.Column("key", sa.Text(), nullable=False),
    sa.Column("rule", sa.Text(), nullable=False),
    sa.Column("article", sa.Text(), nullable=False),
    sa.Column("status", sa.Text(), nullable=False),
    sa.Column("computed", sa.BigInteger(), nullable=False),
    sa.Column("amount", sa.BigInteger(), nullable=False),
    sa.Column("proposed", sa.BigInteger(), nullable=False),
    sa.Column("decided", sa.BigInteger(), nullable=True),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("basis", sa.Text(), nullable=False),
    sa.Column("explanation", sa.Text(), nullable=False),
)


_PROPOSAL_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("application_id", sa.Integer(), nullable=False),
    sa.Column("round", sa.Integer(), nullable=False),
    sa.Column("policy", sa.Text(), nullable=False),
    sa.Column("pack", sa.Text(), nullable=False),
    sa.Column("minutes_number", sa.Text(), nullable=False),
    sa.Column("minutes_date", sa.Date(), nullable=True),
    sa.Column("minutes_body", sa.Text(), nullable=False),
    sa.Column("minutes_text", sa.Text(), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("at", sa.String(length=32), nullable=False),
)

_EXPERT_SCORE_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("line_id", sa.Integer(), nullable=False),
    sa.Column("position", sa.Integer(), nullable=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("unit", sa.Text(), nullable=False),
    sa.Column("score", sa.Text(), nullable=False),
    sa.Column("recused", sa.Boolean(), nullable=False),
)

_DEPARTURE_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("application_id", sa.Integer(), nullable=False),
    sa.Column("key", sa.Text(), nullable=False),
    sa.Column("rule", sa.Text(), nullable=False),
    sa.Column("proposed", sa.BigInteger(), nullable=False),
    sa.Column("granted", sa.BigInteger(), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("at", sa.String(length=32), nullable=False),
)


def upgrade() -> None:
    """Make the tables and their triggers; no application has a proposal yet."""
    _make_proposal()
    _make_lines()
    _make_scores()
    _make_departures()
    for table, keys in _UNIQUE.items():
        refuse_changes(table, "id = NEW.id", *keys)
    _add_columns()


def _make_proposal() -> None:
    op.create_table(
        "proposal",
        *_PROPOSAL_COLUMNS,
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name="fk_proposal_application_id"),
        sa.ForeignKeyConstraint(["pack"], ["policy_pack.sha256"], name="fk_proposal_pack"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_proposal_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_proposal"),
        sa.UniqueConstraint("application_id", "round", name="uq_proposal_application_id_round"),
        sqlite_autoincrement=True,
    )


def _make_lines() -> None:
    table = "proposal_line"
    op.create_table(
        table,
        *_PROPOSAL_LINE_COLUMNS,
        sa.CheckConstraint("proposed <= amount", name=op.f(f"ck_{table}_never_above_amount")),
        sa.CheckConstraint("proposed = amount OR reason <> ''", name=op.f(f"ck_{table}_lowered_with_reason")),
        *(_exact(table, column) for column in ("computed", "amount", "proposed", "decided")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_proposal_line_proposal_id"),
        sa.PrimaryKeyConstraint("id", name="pk_proposal_line"),
        sa.UniqueConstraint("proposal_id", "position", name="uq_proposal_line_proposal_id_position"),
        sqlite_autoincrement=True,
    )


def _make_scores() -> None:
    op.create_table(
        "expert_score",
        *_EXPERT_SCORE_COLUMNS,
        sa.CheckConstraint("(score = '') = recused", name=op.f("ck_expert_score_scored_or_recused")),
        sa.ForeignKeyConstraint(["line_id"], ["proposal_line.id"], name="fk_expert_score_line_id"),
        sa.PrimaryKeyConstraint("id", name="pk_expert_score"),
        sa.UniqueConstraint("line_id", "position", name="uq_expert_score_line_id_position"),
        sqlite_autoincrement=True,
    )


def _make_departures() -> None:
    op.create_table(
        "departure",
        *_DEPARTURE_COLUMNS,
        sa.CheckConstraint("proposed <> granted", name=op.f("ck_departure_differs")),
        sa.CheckConstraint("trim(reason) <> ''", name=op.f("ck_departure_with_reason")),
        *(_exact("departure", column) for column in ("proposed", "granted")),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name="fk_departure_application_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_departure_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_departure"),
        sa.UniqueConstraint("application_id", "key", "rule", name="uq_departure_application_id_key_rule"),
        sqlite_autoincrement=True,
    )


def _add_columns() -> None:
    for name in ("minutes_body", "minutes_text"):
        op.add_column("application", sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False))
    op.execute(f"ALTER TABLE application ADD COLUMN proposed BIGINT CHECK ({_fen('proposed')})")
    rebuild("application", _named("application", "proposed"))
    op.execute(
        "ALTER TABLE office ADD COLUMN minutes_from BIGINT DEFAULT '0' NOT NULL"
        f" CHECK ({_fen('minutes_from')})"
    )
    rebuild("office", _named("office", "minutes_from"))


def _named(table: str, column: str) -> tuple[str, str]:
    """Return the change that gives the check of a column its name, as the tables of the program have it."""
    check = f"CHECK ({_fen(column)})"
    return f" {check}", f" CONSTRAINT ck_{table}_{column}_exact {check}"


def downgrade() -> None:
    """Drop all of it."""
    for table in ("departure", "expert_score", "proposal_line", "proposal"):
        op.drop_table(table)
    for table, column in (("office", "minutes_from"), ("application", "proposed")):
        check = f" CONSTRAINT ck_{table}_{column}_exact CHECK ({_fen(column)})"
        rebuild(table, (check, ""))
        op.drop_column(table, column)
    for name in ("minutes_text", "minutes_body"):
        op.drop_column("application", name)
