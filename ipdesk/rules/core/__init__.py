"""What everything about rules rests on: exact money, cases and results, types of facts, plain text."""
