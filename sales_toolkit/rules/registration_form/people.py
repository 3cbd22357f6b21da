r"""The people of a decision chain, in one cell.

>>> people, problems = parse_people("王总(决策人,支持)、李工（技术评估人）")
>>> [(person.name, person.role, person.stance) for person in people]
[('王总', 'decision_maker', 'supporter'), ('李工', 'technical_evaluator', 'unknown')]
>>> format_people(people, "zh")
'王总(决策人,支持)、李工(技术评估人)'
>>> format_people(people, "en")
'王总(decision maker,supporter), 李工(technical evaluator)'
>>> [(person.name, person.role) for person in parse_people("决策人:王总、张总; 采购:李工")[0]]
[('王总', 'decision_maker'), ('张总', 'decision_maker'), ('李工', 'purchaser')]

A role that is not known is kept as the person's note:

>>> people, problems = parse_people("王总(总裁办)")
>>> people[0].role, people[0].note, problems[0].code
('other', '总裁办', 'unknown_role')

What separates people may be in a name or a note, after a backslash:

>>> print(format_people([Person("Smith, John", "user", note="likes it :)")], "en"))
Smith\, John(user,,likes it :\))
"""

import re
from dataclasses import dataclass

from .person_list import read_entries
from .problems import problem
from .text import clean, escape, is_blank, normalise, one_line, restore, text_of

ROLES = {
    "decision_maker": "决策人|决策者|决策|拍板人|最终决策人|decision maker|decision-maker|decider",
    "technical_evaluator": "技术评估人|技术评估|技术负责人|技术|technical evaluator|evaluator|technical",
    "user": "使用人|使用者|使用部门|最终用户|用户|user|end user",
    "purchaser": "采购|采购人|采购员|采购者|采购负责人|purchaser|buyer|purchasing",
    "influencer": "影响人|影响者|influencer",
    "gatekeeper": "把关人|把关者|守门人|gatekeeper",
    "other": "其他|其它|other",
}
STANCES = {
    "supporter": "支持|支持者|supporter|supports",
    "neutral": "中立|中立者|neutral",
    "opponent": "反对|反对者|opponent|opposes",
    "unknown": "未知|不明|未表态|unknown",
}
# What a role and a stance are called on the form.
ROLE_LABELS = {
    "zh": {key: words.split("|")[0] for key, words in ROLES.items()},
    "en": {key: key.replace("_", " ") for key in ROLES},
}
STANCE_LABELS = {
    "zh": {key: words.split("|")[0] for key, words in STANCES.items()},
    "en": {key: key for key in STANCES},
}
SEPARATORS = {"zh": "、", "en": ", "}
_NAME_SPECIAL = "、,，;；:：()（）\n"
_NOTE_SPECIAL = "()（）\n"


@dataclass(frozen=True)
class Person:
    """Someone at the customer; `role` is None and `name` is empty where the form does not say."""

    name: str
    role: str | None = None
    stance: str = "unknown"
    note: str = ""
    title: str = ""
    phone: str = ""
    email: str = ""


def words_to_key(words):
    return {normalise(word): key for key, synonyms in words.items() for word in synonyms.split("|")}


_ROLE_OF = words_to_key(ROLES)
_STANCE_OF = words_to_key(STANCES)


def parse_people(value):
    """Return the persons in a cell, and the problems."""
    text = text_of(value)
    if is_blank(text):
        return [], []
    entries, rest = read_entries(text)
    if rest:
        return [], [problem("not_people", text=restore(rest))]
    people, problems, role = [], [], None
    for entry in entries:
        role, name = _split_role(entry, role if entry.after == "、" else None)
        person, unknown = _person(name, role, entry.details)
        people.append(person)
        problems += unknown
    return people, problems


def format_people(people, lang):
    return SEPARATORS[lang].join(_write(person, lang) for person in people) or "-"


def _split_role(entry, previous_role):
    """Understand 决策人:王总 and a role alone; a role holds for the names that follow after 、."""
    before, colon, name = re.match(r"([^:：]*)([:：]?)(.*)", entry.head, re.DOTALL).groups()
    role = _ROLE_OF.get(normalise(before).lower())
    if role and colon:
        return role, name
    if role and entry.details is None:
        return role, ""
    return previous_role, entry.head


def _person(name, role, details):
    details = details or ""
    stated_role, rest = _take(_ROLE_OF, details)
    stance, note = _take(_STANCE_OF, rest)
    name, note = one_line(restore(name)), clean(restore(note))
    problems = []
    if note and rest == details and not (role or stance):
        stated_role, problems = "other", [problem("unknown_role", text=note)]
    return Person(name, stated_role or role, stance or "unknown", note), problems


def _take(table, details):
    """The key of the first detail, and what follows it; nothing is taken when the table has no key."""
    first, *rest = re.split("[,，、;；]", details, maxsplit=1)
    word = normalise(first).lower()
    if word and word not in table:
        return None, details
    return table.get(word), "".join(rest)


def _write(person, lang):
    stance = "" if person.stance == "unknown" else STANCE_LABELS[lang][person.stance]
    details = [ROLE_LABELS[lang].get(person.role, ""), stance, escape(clean(person.note), _NOTE_SPECIAL)]
    while details and not details[-1]:
        details.pop()
    name = escape(one_line(person.name), _NAME_SPECIAL)
    brackets = details or normalise(name).lower() in _ROLE_OF
    return f"{name}({','.join(details)})" if brackets else name
