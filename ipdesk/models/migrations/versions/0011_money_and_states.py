"""Money is declared with 64 bits, and the tables no longer list the states of the workflow.

SQLite kept 64 bits before, so that no value changes; the workflow's own table says which states there are.
"""

from ipdesk.models.migrations.rebuild import Change, rebuild

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_MONEY = {
    "application": ("computed", "amount"),
    "application_step": (),
    "award_line": ("computed", "amount", "granted"),
    "decision": ("amount",),
    "letter": ("amount",),
}
# What stands before the list of states, and the list.
_STATES = {
    "application": "\tCONSTRAINT fk_application_accepted_by FOREIGN",
    "application_step": "\tCONSTRAINT fk_application_step_application_id FOREIGN",
}
_LIST = "\tCONSTRAINT ck_{0}_known_state CHECK (state IN ('draft', 'accepted', 'confirmed', 'notified')), \n"


def upgrade() -> None:
    """Declare the columns anew, and drop the lists."""
    for table, changes in _changes().items():
        rebuild(table, *changes)


def downgrade() -> None:
    """Go back; a state that the lists do not have is refused."""
    for table, changes in _changes().items():
        rebuild(table, *((after, before) for before, after in changes))


def _changes() -> dict[str, list[Change]]:
    """Return what changes in the description of each table, on the way up."""
    return {
        table: [
            *((f"\t{name} INTEGER", f"\t{name} BIGINT") for name in columns),
            *([(_LIST.format(table) + _STATES[table], _STATES[table])] if table in _STATES else []),
        ]
        for table, columns in _MONEY.items()
    }
