"""Numbers that identify people, units, accounts, telephones and rights."""
