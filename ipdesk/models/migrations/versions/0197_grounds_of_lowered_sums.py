"""A sum that is lowered, or refused, says on what kind of ground; what became of a statement is a choice."""

import json
import re
from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import letting_change

revision = "0197"
down_revision = "0196"
branch_labels = None
depends_on = None

_TABLES = ("award_line", "proposal_line")
_CHANGE, _VIEW = "unpublished_change", ("view_gist", "view_outcome", "view_why")
_TURNED_OUT = re.compile(
    "实际|查实|查明|经查|核查|核实|复核|虚报|不属实|付清|(?:只|仅|没有|未|尚未|部分)支付"
)
"""Words by which a reason of before told that something was not as declared."""
_SAID = re.compile("“[^”]*”")


def upgrade() -> None:
    """Add it, and read it once out of the words of each reason.

    A call says by which paper this office decides for the level above; of calls of before nobody said.
    """
    op.add_column("call", sa.Column("delegation", sa.Text(), nullable=False, server_default=""))
    for table in _TABLES:
        op.add_column(table, sa.Column("lowered_ground", sa.Text(), nullable=False, server_default=""))
        with letting_change(table):
            _fill(table, "id", "reason", "lowered_ground", _ground)
    _fill("decision_draft", "application_id", "content", "content", _with_choices)
    for name in _VIEW:
        op.add_column(_CHANGE, sa.Column(name, sa.Text(), nullable=False, server_default=""))
    with letting_change(_CHANGE):
        _read_views()


def _read_views() -> None:
    """Read out of the reason of a departure whether what was stated before it was taken."""
    connection = op.get_bind()
    rows = connection.exec_driver_sql(
        f"SELECT {_CHANGE}.id, departure.reason FROM {_CHANGE}"
        f" JOIN departure ON departure.application_id = {_CHANGE}.application_id"
        " WHERE departure.reason LIKE '%采纳%'"
    ).all()
    for of, reason in rows:
        said = (_outcome(reason), reason, of)
        connection.exec_driver_sql(f"UPDATE {_CHANGE} SET view_outcome = ?, view_why = ? WHERE id = ?", said)


def _outcome(reason: str) -> str:
    if "部分采纳" in reason:
        return "partly"
    return "not_taken" if re.search("(?:不予?|未予?|没有)采纳", reason) else "taken"


def _fill(table: str, key: str, source: str, target: str, made: Callable[[str], str]) -> None:
    """Set a column of the rows that have a text by what is made of that."""
    connection = op.get_bind()
    rows = connection.exec_driver_sql(f"SELECT {key}, {source} FROM {table} WHERE {source} <> ''").all()
    for of, text in rows:
        connection.exec_driver_sql(f"UPDATE {table} SET {target} = ? WHERE {key} = ?", (made(text), of))


def _ground(reason: str) -> str:
    return "finding" if _TURNED_OUT.search(_SAID.sub("", reason)) else "other"


def _with_choices(content: str) -> str:
    typed = json.loads(content)
    lines = [one for one in typed["lines"] if one.get("reason")]
    for line in lines:
        line["ground"] = _ground(line["reason"])
    if "采纳" in (said := typed.get("departure_reason", "")):
        typed |= {"view_outcome": _outcome(said), "view_why": said}
    return _text(typed) if lines or "view_why" in typed else content


def _text(typed: object) -> str:
    return json.dumps(typed, ensure_ascii=False, separators=(",", ":"))


def downgrade() -> None:
    """Drop it: the words of each reason tell it again."""
    op.drop_column("call", "delegation")
    _fill("decision_draft", "application_id", "content", "content", _without_choices)
    for name in reversed(_VIEW):
        op.drop_column(_CHANGE, name)
    for table in reversed(_TABLES):
        op.drop_column(table, "lowered_ground")


def _without_choices(content: str) -> str:
    typed = json.loads(content)
    given = [line.pop("ground", None) for line in typed["lines"]]
    given += [typed.pop(name, None) for name in _VIEW]
    return _text(typed) if any(one is not None for one in given) else content
