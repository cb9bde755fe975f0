"""The second half of an evaluation: lines meet what binds several of them together."""
