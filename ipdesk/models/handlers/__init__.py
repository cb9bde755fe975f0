"""How commands are carried out: inside one transaction, with checks, changes and audit entries."""
