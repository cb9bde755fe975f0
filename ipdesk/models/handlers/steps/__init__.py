"""The steps of applications: each checks, writes and is taken inside the work of one command."""
