"""Text of cells: cleaned for keeping, normalised for comparing, escaped for joining.

What is kept stays as it was typed, but for invisible characters and outer spaces:

>>> clean(" ｶﾌﾞ（株）\u200b ")
'ｶﾌﾞ（株）'

What is compared has one spelling:

>>> normalise("５００　～  １０００\xa0人")
'500 ~ 1000 人'
"""

import re
import unicodedata
from datetime import datetime

# What XML, and so a workbook, cannot hold.
UNWRITABLE = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_INVISIBLE = re.compile(f"[{UNWRITABLE}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff\ufdd0-\ufdef]")
_DASHES = re.compile("[‐‑‒–—―−﹘﹣－]")
_BLANK_WORDS = {"无", "暂无", "n/a", "#n/a"}
# What separates people, tags and notes; escaped, each becomes a noncharacter that no text may contain.
_SPECIAL = "\\、,，;；:：()（）/#\n"
_STAND_INS = {special: chr(0xFDD0 + index) for index, special in enumerate(_SPECIAL)}
_ESCAPED = re.compile(rf"\\([{re.escape(_SPECIAL)}])")
_RESTORE = {ord(stand_in): special for special, stand_in in _STAND_INS.items()}


def drop_invisible(text):
    return _INVISIBLE.sub("", text)


def clean(text):
    return drop_invisible(text).replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").strip()


def one_line(text):
    """
    >>> one_line(" a  b \\n\\n c ")
    'a  b c'
    """
    return " ".join(filter(None, map(str.strip, clean(text).split("\n"))))


def normalise(text):
    return " ".join(clean(_DASHES.sub("-", unicodedata.normalize("NFKC", text))).split())


def text_of(value):
    """The text of any cell.

    >>> from datetime import date
    >>> text_of(13800000000.0), text_of(0.5), text_of(date(2024, 3, 15)), text_of(None)
    ('13800000000', '0.5', '2024-03-15', '')
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value))


def is_blank(value):
    """Nothing was filled in.

    >>> [is_blank(value) for value in (None, " ", "-", "——", "－", "/", "无", "N/A", 0, "0")]
    [True, True, True, True, True, True, True, True, False, False]
    """
    text = normalise(text_of(value)).lower()
    return set(text) <= set("-_/ ") or text in _BLANK_WORDS


def escape(text, special=_SPECIAL):
    r"""Mark the special characters of one part, before parts are joined.

    >>> print(escape("Smith, John (jr)"))
    Smith\, John \(jr\)
    """
    return "".join("\\" + char if char in special or char == "\\" else char for char in text)


def protect(text):
    """Put stand-ins for what is escaped, so that the text can be split; `restore` each part afterwards.

    >>> [restore(part) for part in protect(escape("a,b") + ",c").split(",")]
    ['a,b', 'c']
    """
    return _ESCAPED.sub(lambda match: _STAND_INS[match[1]], drop_invisible(text))


def restore(text):
    return text.translate(_RESTORE)
