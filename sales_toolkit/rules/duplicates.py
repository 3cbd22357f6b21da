"""Whether two customers may be the same one (C15).

A customer is boiled down to an `Identity`. `find_keys` gives numbers that can be looked up by equality in
any database, whatever its collation: likely duplicates share one. `compare` then says why, and how much
alike they are.

>>> compare(Identity(name="江苏恒力机械有限公司"), Identity(name="恒力机械（江苏）股份有限公司")).reasons
('name',)
>>> compare(Identity(name="恒力机械", code="1"), Identity(name="恒力机械", code="2")) is None
True
"""

from dataclasses import dataclass
from hashlib import blake2b

from .duplicate_names import compare_names, find_name_blocks

REASONS = ("code", "phone", "email", "name")
# How sure each reason alone makes us; a name counts as much as it is alike, and a little less than a code.
WEIGHTS = {"code": 100, "phone": 85, "email": 90}
NAME_AT_MOST = 95
FURTHER_REASON = 5
THRESHOLD = 75
# Shorter numbers are extensions, or not known.
PHONE_DIGITS = 7


@dataclass(frozen=True)
class Identity:
    """What may tell that two customers are one; ``name`` of companies only, people share theirs."""

    name: str = ""
    code: str = ""
    phones: frozenset = frozenset()
    emails: frozenset = frozenset()


@dataclass(frozen=True)
class Likeness:
    """Why two customers may be the same, strongest reason first, and how sure that is (0-100)."""

    reasons: tuple
    similarity: int
    score: int


def clean_phone(sanitized, typed):
    """One spelling of a phone number: the ERP's own where it made sense of it, else the digits.

    >>> clean_phone("+8613800000000", "138 0000 0000"), clean_phone(False, "0519-8688 1234")
    ('+8613800000000', '051986881234')
    >>> clean_phone("", "110")
    ''
    """
    if sanitized:
        return sanitized
    digits = "".join(char for char in typed or "" if char.isdecimal())
    return digits if len(digits) >= PHONE_DIGITS else ""


def find_keys(identity):
    """{number: reason}: what to look up; for a name several, of which similar names share one."""
    texts = {f"code:{identity.code}": "code"} if identity.code else {}
    texts |= {f"phone:{phone}": "phone" for phone in identity.phones if phone}
    texts |= {f"email:{email}": "email" for email in identity.emails if email}
    texts |= {f"name:{block}": "name" for block in find_name_blocks(identity.name)}
    return {_digest(text): reason for text, reason in texts.items()}


def _digest(text):
    """A signed 64-bit number: keys hold no phone number or name that could be read."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)


def compare(one, other, threshold=THRESHOLD):
    """Return the `Likeness` of two identities, or None where nothing says that they are one.

    Two companies with a credit code each, and not the same, are two companies, however alike their names.
    """
    same = set()
    if one.code and one.code == other.code:
        same.add("code")
    if one.phones & other.phones - {""}:
        same.add("phone")
    if one.emails & other.emails - {""}:
        same.add("email")
    return judge(same, one, other, threshold)


def judge(same, one, other, threshold=THRESHOLD):
    """As `compare`, by the names, where it is known already what else is the ``same``: of the other's keys.

    >>> judge({"phone"}, Identity(name="恒力机械"), Identity(name="长城"))
    Likeness(reasons=('phone',), similarity=0, score=85)
    """
    reasons = [reason for reason in REASONS if reason in same and reason != "name"]
    similarity = round(100 * compare_names(one.name, other.name))
    if similarity >= threshold and not (one.code and other.code and one.code != other.code):
        reasons.append("name")
    if not reasons:
        return None
    return Likeness(tuple(reasons), similarity, score(reasons, similarity))


def score(reasons, similarity):
    """
    >>> score(["phone", "name"], 80), score(["name"], 100), score(["code"], 0)
    (90, 95, 100)
    """
    sure = max(WEIGHTS.get(reason, min(similarity, NAME_AT_MOST)) for reason in reasons)
    return min(100, sure + FURTHER_REASON * (len(reasons) - 1))
