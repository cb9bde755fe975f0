"""What is entered for an application as a whole: policy, year, call, reason; chosen in one dialog (F7)."""
