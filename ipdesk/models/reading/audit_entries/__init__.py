"""What is told of an audit entry beside it: what its record is called, and why it was done."""
