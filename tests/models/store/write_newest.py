"""Write ``newest.sql`` anew after a step of the schema: python -m tests.models.store.write_newest."""

import tempfile
from pathlib import Path

from ipdesk.models.migrations.newest import NEWEST, written_schema
from ipdesk.models.store.database import open_engine, writing
from ipdesk.models.store.migrate import upgrade


def main() -> None:
    """Go through all steps in a database of its own and keep what they made."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Path(folder) / "steps.db", 1.0, "mode=rwc")
        with writing(engine).begin() as connection:
            upgrade(connection)
            NEWEST.write_text(written_schema(connection), encoding="utf-8")
        engine.dispose()


if __name__ == "__main__":
    main()
