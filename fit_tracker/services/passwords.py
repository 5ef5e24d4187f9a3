"""Passwords and codes: hashed with Argon2id, checked one at a time."""

from __future__ import annotations

import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from fit_tracker.errors import InvalidInput

MINIMUM = 10
PIN_DIGITS = (4, 8)

_hasher = PasswordHasher()
# One check at a time: a burst of sign-ins cannot take 64 MiB each. Held from reading the count
# of failures until the failure is counted, so that parallel guesses cannot outrun it.
one_at_a_time = threading.RLock()
# Checked when the account does not exist, so that the answer takes as long.
_NOBODY = _hasher.hash(secrets.token_hex(16))


def hashed(secret: str) -> str:
    return _hasher.hash(secret)


def matches(stored: str | None, given: str) -> bool:
    """Whether `given` is the secret behind the hash; takes as long when there is none."""
    with one_at_a_time:
        try:
            return _hasher.verify(stored or _NOBODY, given) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


def check_new_password(password: str, username: str) -> None:
    """Long rather than strange: length is what protects, and what people can remember."""
    if len(password) < MINIMUM:
        raise InvalidInput("Adgangskoden skal have mindst {n} tegn.", n=MINIMUM)
    if username and username.lower() in password.lower():
        raise InvalidInput("Adgangskoden må ikke indeholde brugernavnet.")
    if len(set(password)) < 4:
        raise InvalidInput("Adgangskoden skal have mindst fire forskellige tegn.")


def check_new_pin(pin: str) -> None:
    low, high = PIN_DIGITS
    if not (pin.isascii() and pin.isdigit() and low <= len(pin) <= high):
        raise InvalidInput("Koden skal være {low} til {high} cifre.", low=low, high=high)
    if len(set(pin)) == 1 or pin in "0123456789" or pin in "9876543210":
        raise InvalidInput("Vælg en kode, der ikke er ens cifre eller en talrække.")


def temporary_password() -> str:
    """A password to hand over once: four groups that can be read aloud."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    groups = ("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(4))
    return "-".join(groups)
