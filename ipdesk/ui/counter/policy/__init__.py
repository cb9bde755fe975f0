"""The policy and the programme year of an application: usual, chosen, expired."""
