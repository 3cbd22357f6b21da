r"""Tags, the intent and the key notes.

>>> parse_tags("高潜力客户、技术导向型,#决策周期长/高潜力客户")
['高潜力客户', '技术导向型', '决策周期长']
>>> parse_intent("意向强"), parse_intent("B级"), parse_intent("也许").code
('strong', 'medium', 'unknown_intent')
>>> parse_key_notes("决策人偏好:方案演示;响应速度要快")
[KeyNote(type='决策人偏好', text='方案演示'), KeyNote(type='', text='响应速度要快')]
>>> format_key_notes([KeyNote("特殊需求", "周末交货"), KeyNote("", "比例1:2")])
'特殊需求:周末交货\n比例1\\:2'
"""

import re
from dataclasses import dataclass

from .people import SEPARATORS, words_to_key
from .problems import problem
from .text import clean, escape, is_blank, normalise, one_line, protect, restore, text_of

INTENTS = {
    "strong": "强|意向强|强烈|高|高意向|意向高|a|a级|strong|high|hot",
    "medium": "中|意向中|中等|一般|中意向|b|b级|medium|middle|warm",
    "weak": "弱|意向弱|较弱|低|低意向|意向低|c|c级|weak|low|cold",
}
INTENT_LABELS = {
    "zh": {"strong": "强", "medium": "中", "weak": "弱"},
    "en": {"strong": "Strong", "medium": "Medium", "weak": "Weak"},
}
_INTENT_OF = words_to_key(INTENTS)
_TAG_SPECIAL = "、,，;；/#\n"


@dataclass(frozen=True)
class KeyNote:
    """A note and the name of its type, '' where the form names none."""

    type: str
    text: str


def parse_intent(value):
    """Return strong, medium or weak, None when the cell is blank, or the problem with it."""
    if is_blank(value):
        return None
    word = normalise(text_of(value))
    return _INTENT_OF.get(word.lower()) or problem("unknown_intent", text=word)


def format_intent(intent, lang):
    return INTENT_LABELS[lang][intent]


def parse_tags(value):
    parts = [] if is_blank(value) else re.split("[、,，;；/#\n]", protect(text_of(value)))
    tags = (one_line(restore(part)) for part in parts)
    return list(dict.fromkeys(tag for tag in tags if tag))


def format_tags(tags, lang="zh"):
    return SEPARATORS[lang].join(escape(one_line(tag), _TAG_SPECIAL) for tag in tags) or "-"


def parse_key_notes(value):
    parts = [] if is_blank(value) else re.split("[;；\n]", protect(text_of(value)))
    return [_key_note(part) for part in parts if part.strip()]


def format_key_notes(notes):
    return "\n".join(map(_write, notes)) or "-"


def _key_note(part):
    before, colon, after = re.match(r"([^:：]*)([:：]?)(.*)", part, re.DOTALL).groups()
    kind, text = (before, after) if colon else ("", before)
    return KeyNote(one_line(restore(kind)), clean(restore(text)))


def _write(note):
    text = escape(clean(note.text), ";；\n" if note.type else ";；:：\n")
    return f"{escape(one_line(note.type), ';；:：')}:{text}" if note.type else text
