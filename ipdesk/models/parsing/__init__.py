"""From what people type and paste to values: numbers that identify, each in its written form and checked."""
