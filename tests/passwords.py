"""Passwords that cost tests next to nothing."""

from argon2 import PasswordHasher

from ipdesk.models.services.passwords import Passwords

CHEAP = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
"""Hashes as the program does, with the least of work."""

GOOD = "三月的雨-Xy7"
OTHER = "窗外有棵树-42"
