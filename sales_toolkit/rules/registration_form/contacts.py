r"""Further contacts in one cell, each with title, phone and e-mail in any order.

>>> contacts, problems = parse_contacts("李四(采购经理,13800000000,li@x.cn)、王五(wang@x.cn)")
>>> [(person.name, person.title, person.phone, person.email) for person in contacts]
[('李四', '采购经理', '13800000000', 'li@x.cn'), ('王五', '', '', 'wang@x.cn')]
>>> format_contacts(contacts)
'李四(采购经理,13800000000,li@x.cn)、王五(wang@x.cn)'

What does not look like what it is, is labelled:

>>> format_contacts([Person("李四", phone="总机转8")])
'李四(电话:总机转8)'
"""

import re

from .people import SEPARATORS, Person
from .person_list import read_entries
from .problems import problem
from .text import escape, is_blank, one_line, restore, text_of

_LABELS = {"title": "职务", "phone": "电话", "email": "邮箱"}
_FIELD_OF = {label: field for field, label in _LABELS.items()} | {
    **{"职位": "title", "title": "title", "手机": "phone", "phone": "phone"},
    **{"电子邮箱": "email", "email": "email", "e-mail": "email"},
}
_SPECIAL = "、,，;；:：()（）\n"
_PHONE = re.compile(r"\+?[\d\s()（）./*#-]*\d{3}[\d\s()（）./*#-]*(?:(?:ext\.?|转|x)\s*\d+)?", re.IGNORECASE)


def parse_contacts(value):
    """Return the persons in a cell, and the problems."""
    text = text_of(value)
    if is_blank(text):
        return [], []
    entries, rest = read_entries(text)
    if rest:
        return [], [problem("not_people", text=restore(rest))]
    return [_contact(entry) for entry in entries], []


def format_contacts(contacts, lang="zh"):
    return SEPARATORS[lang].join(map(_write, contacts)) or "-"


def _contact(entry):
    fields = {}
    for detail in re.split("[,，、;；]", entry.details or ""):
        field, text = _field_of(detail)
        if text:
            fields[field] = f"{fields[field]}/{text}" if field in fields else text
    return Person(one_line(restore(entry.head)), **fields)


def _field_of(detail):
    label, colon, text = re.match(r"([^:：]*)([:：]?)(.*)", detail, re.DOTALL).groups()
    field = _FIELD_OF.get(label.strip().lower())
    if colon and field:
        return field, one_line(restore(text))
    return _guess(one_line(restore(detail))), one_line(restore(detail))


def _guess(text):
    if "@" in text:
        return "email"
    return "phone" if _PHONE.fullmatch(text) else "title"


def _write(person):
    details = [_write_detail(field, one_line(getattr(person, field))) for field in _LABELS]
    written = ",".join(detail for detail in details if detail)
    name = escape(one_line(person.name), _SPECIAL)
    return f"{name}({written})" if written else name


def _write_detail(field, text):
    label = "" if not text or _guess(text) == field else _LABELS[field] + ":"
    return label + escape(text, _SPECIAL)
