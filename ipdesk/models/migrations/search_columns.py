"""What applicants are found by, made anew for all of them."""

from __future__ import annotations

import sqlalchemy as sa

from ipdesk.models.parsing.names.search_text import search_columns
from ipdesk.models.records import ApplicantDetails

_READ = sa.text("SELECT id, kind, name, identity, legal_representative, contact, telephone FROM applicant")
_WRITE = sa.text(
    "UPDATE applicant SET pinyin = :pinyin, search_text = :search_text, core = :core WHERE id = :id"
)


def fill_search_columns(connection: sa.Connection) -> None:
    """Fill the columns; names stay as they were registered.

    What is derived from a name is made by the program of the day: it has no meaning of its own.
    """
    for row in [dict(row) for row in connection.execute(_READ).mappings()]:
        number = row.pop("id")
        values = search_columns(ApplicantDetails(**row), personal=row["kind"] == "individual")
        connection.execute(_WRITE, {**values, "id": number})
