"""The one door to the database, and what stands behind it: folder, file, schema, faults."""

from ipdesk.models.store.store import DATABASE_NAME, PATIENCE, Store, local_now

__all__ = ["DATABASE_NAME", "PATIENCE", "Store", "local_now"]
