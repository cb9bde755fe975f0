"""How the lines of a case meet each other: choices, general and special rules, what limits leave."""
