"""What code states about a change, through the context.

A context that comes in over RPC is JSON and never holds an instance of these classes, so no client
can back-date a row of the update log or keep one out of it.
"""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Statement:
    """A reason for the change of one item, with the day and the channel it came by."""

    reason: str = ""
    date: datetime | None = None
    channel_id: int | None = None


@dataclass(frozen=True)
class Derivation:
    """Says that a write comes from the code that derives the value, and not from a person."""


class Source(str):
    """What an import calls itself; a client's text is none."""


@dataclass
class Creation:
    """A create() under way, and the fields that writes within it have logged already."""

    model: str
    logged: set = field(default_factory=set)
