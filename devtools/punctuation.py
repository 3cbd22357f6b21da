"""Chinese text has punctuation marks of its own, as Odoo's translations do."""

import re

MARKS = str.maketrans(",:;?!()", "，：；？！（）")
CHINESE = "\u4e00-\u9fff、。“”（）《》"
# What is to be left as it is: tags, placeholders, addresses, and the shape of a value in braces
KEPT = re.compile(r"(<[^>]*>|%\([^)]*\)[sd]|\{[^}]*\}|https?://)")
AFTER = re.compile(rf"(?<=[{CHINESE}])[,:;?!()] ?")
BEFORE = re.compile(rf"[,:;?!()] ?(?=[{CHINESE}])")


def punctuate(text):
    """Full-width marks where a Chinese character or mark stands beside them.

    >>> punctuate("复核(必填),共 %(days)s 天: 0:不限")
    '复核（必填），共 %(days)s 天：0：不限'
    >>> punctuate("{项目:原因}, 10:30, https://a.example")
    '{项目:原因}, 10:30, https://a.example'
    """
    return "".join(part if KEPT.fullmatch(part) else _mark(part) for part in KEPT.split(text))


def _mark(text):
    before = None
    while before != text:  # a mark beside a mark that has just become Chinese
        before = text
        for pattern in (AFTER, BEFORE):
            text = pattern.sub(lambda found: found.group().strip().translate(MARKS), text)
    return _closed(text)


def _closed(text):
    """Brackets in pairs: both of them Chinese, or neither."""
    for opening, closing in (("（", ")"), ("(", "）")):
        pair = re.compile(rf"{re.escape(opening)}([^()（）]*){re.escape(closing)}")
        text = pair.sub("（\\1）", text)
    return text
