"""What is entered of funds: each dialog asks for one command."""
