"""What was decided about applications, and what was proposed before."""
