"""What a range is."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Range:
    """From `minimum` to `maximum`, both included; None is an open end."""

    minimum: int | Decimal | None = None
    maximum: int | Decimal | None = None


@dataclass(frozen=True)
class MoneyRange(Range):
    """`currency` is an ISO code, None when the text names none."""

    currency: str | None = None


@dataclass(frozen=True)
class Size:
    """How big a company is, by people and by annual revenue; None is not stated."""

    headcount: Range | None = None
    revenue: MoneyRange | None = None
