"""How much of an untrusted workbook we are ready to read."""

from dataclasses import dataclass

MEGABYTE = 2**20


@dataclass(frozen=True)
class Limits:
    max_bytes: int = 10 * MEGABYTE
    max_inflated: int = 50 * MEGABYTE
    max_sheets: int = 100
    max_cells: int = 200_000
    """Of one sheet, with the empty cells before a filled one."""


DEFAULT_LIMITS = Limits()
