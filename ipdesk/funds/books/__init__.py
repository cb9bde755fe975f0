"""The books of a fund: every fen stands on one account, and each posting moves it to another."""
