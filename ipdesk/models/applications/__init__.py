"""What is asked about one application: its days, its steps, its order, what no clause is about."""
