"""Keeping a brief brief (O4). No Odoo in here."""

import unicodedata

JOINER = "\u200d"
MARK = "…"


def clip(text, length):
    """``text`` in at most ``length`` characters, cut between words where that costs little.

    >>> clip("one two three", 9)
    'one two…'
    >>> clip("  one two ", 9)
    'one two'
    """
    text = (text or "").strip()
    if len(text) <= length:
        return text
    end = length - len(MARK)
    space = max(text.rfind(" ", 0, end + 1), text.rfind("\n", 0, end + 1))
    if space > end * 2 // 3:
        end = space
    while end > 0 and _belongs(text, end):
        end -= 1
    return text[:end].rstrip() + MARK


def _belongs(text, at):
    """Whether what stands there belongs to the character before it, such as an accent."""
    return (
        JOINER in text[at - 1 : at + 1] or bool(unicodedata.combining(text[at])) or text[at] in "\ufe0f\ufe0e"
    )


def shorten(value, length, rows):
    """A brief for one sheet of paper: each text at most ``length``, each list at most ``rows`` long.

    >>> shorten({"people": [{"name": "Wang"}, {"name": "Li"}], "count": 7}, 3, 1)
    {'people': [{'name': 'Wa…'}], 'count': 7}
    """
    if isinstance(value, str):
        return clip(value, length)
    if isinstance(value, list):
        return [shorten(item, length, rows) for item in value[:rows]]
    if isinstance(value, dict):
        return {name: shorten(item, length, rows) for name, item in value.items()}
    return value
