"""The tables of funds: ledger, charges, payments, projects, and the account of a year."""
