"""Every change of the schema, as steps up and down; ``HEAD`` is the newest (a test holds it to that)."""

HEAD = "0006"
