"""Writing the register of achievements."""
