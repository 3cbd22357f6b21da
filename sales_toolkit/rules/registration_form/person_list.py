"""The shape of a list of people: `name(details)`, one after the other."""

import re
from dataclasses import dataclass

from .text import protect

_ENTRY = re.compile(
    r"\s*(?P<head>[^()（）、,，;；\n]*)"
    r"(?:[(（](?P<details>(?:[^()（）]|[(（][^()（）]*[)）])*)[)）])?"
    r"[^\S\n]*(?P<separator>[、,，;；\n]?)"
)


@dataclass(frozen=True)
class Entry:
    head: str
    details: str | None
    after: str = ""
    """The separator between the entry before and this one."""


def read_entries(text):
    """Return the entries, and what is left where the text stops being a list of people.

    Their texts are still protected (see `text.protect`).

    >>> read_entries("王总(决策人)、李工")
    ([Entry(head='王总', details='决策人', after=''), Entry(head='李工', details=None, after='、')], '')
    >>> read_entries("王总(决策人")[1]
    '(决策人'
    """
    text = protect(text)
    entries, position, separator = [], 0, ""
    while position < len(text):
        match = _ENTRY.match(text, position)
        if match.end() == position:
            break
        if match["head"].strip() or match["details"]:
            entries.append(Entry(match["head"].strip(), match["details"], separator))
        position, separator = match.end(), match["separator"]
    return entries, text[position:]
