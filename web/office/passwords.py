"""What a password must be like, and how it is kept."""

from werkzeug.security import check_password_hash, generate_password_hash

from knowledge.places.faults import Fault, Faults

SHORTEST, LONGEST = 12, 128
"""Characters. Above, hashing would cost an attacker little and us much."""
_FEWEST_DIFFERENT = 5

_NOBODY = generate_password_hash("nobody has this password", method="scrypt")


def require_good(password: str, name: str) -> None:
    """
    Raises:
        Faults: naming every rule that the password breaks.
    """
    faults = []
    if not SHORTEST <= len(password) <= LONGEST:
        faults.append(Fault("password", f"must have {SHORTEST} to {LONGEST} characters"))
    if name.casefold() in password.casefold():
        faults.append(Fault("password", "must not contain the account's name"))
    if len(set(password)) < _FEWEST_DIFFERENT:
        faults.append(Fault("password", f"must have at least {_FEWEST_DIFFERENT} different characters"))
    if faults:
        raise Faults(faults)


def kept(password: str) -> str:
    """What is stored: a salted scrypt hash (N=2^15, r=8, p=1)."""
    return generate_password_hash(password, method="scrypt")


def fits(password: str, hashed: str | None) -> bool:
    """Whether it is the one; takes as long when there is no such account, so that the time tells nothing."""
    right = check_password_hash(hashed or _NOBODY, password[: LONGEST + 1])
    return right and hashed is not None
