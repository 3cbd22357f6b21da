"""One spelling for what people type, with the way back to where it stands.

Full-width and other decimal digits become 0-9, letters small, every dash a hyphen, every space a space; what
cannot be seen is left out. Line breaks stay: a number does not go on in the next line.

>>> folded = fold("（Ｅ１２\u200b３—４)")
>>> folded.text, folded.original(1, 5)
('(e123-4)', (1, 6))
"""

import unicodedata
from typing import NamedTuple

LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
# Letters and symbols that show as nothing
BLANKS = "\t\u115f\u1160\u2800\u3164\uffa0"
# Minus signs and strokes of East Asian keyboards, beyond the category of dashes
DASHES = "\u2212\u2500\u30fc\uff70\u2015"
UNSEEN = {"Cf", "Cc", "Mn", "Me"}


class Folded(NamedTuple):
    text: str
    places: list | range

    def original(self, start, end):
        return self.places[start], self.places[end - 1] + 1


class _Spellings(dict):
    """Each character is looked at once, however often it comes; nothing outlives the text."""

    def __missing__(self, code):
        self[code] = spelling = _spelling(chr(code))
        return spelling


def fold(text):
    if text.isascii() and text.isprintable():  # most texts, and nothing in them to spell otherwise
        return Folded(text.lower(), range(len(text)))
    spellings = _Spellings()
    folded = text.translate(spellings)
    if len(folded) == len(text):
        return Folded(folded, range(len(text)))
    return Folded(folded, [place for place, character in enumerate(text) if spellings[ord(character)]])


def _spelling(character):
    if character in LINE_BREAKS:
        return "\n"
    if character in BLANKS:
        return " "
    category = unicodedata.category(character)
    if category in UNSEEN:
        return ""
    if category == "Zs":
        return " "
    if category == "Pd" or character in DASHES:
        return "-"
    return _plain(character)


def _plain(character):
    """One small letter or digit where there is one, else the character as it is; ① and ² are no digits."""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", character).lower()
    return plain if len(plain) == 1 and not plain.isdecimal() else character
