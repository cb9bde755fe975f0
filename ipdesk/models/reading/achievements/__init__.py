"""Reading the register of achievements."""
