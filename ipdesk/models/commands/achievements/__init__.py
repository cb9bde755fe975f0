"""What is asked to be written in the register of achievements."""
