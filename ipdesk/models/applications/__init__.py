"""What is asked about one application: whether a step may be taken on a day, what no clause is about."""
