"""Chinese text has punctuation marks of its own, as Odoo's translations do."""

import re

MARKS = str.maketrans(",:;?!()", "，：；？！（）")
# A value's place stands for Chinese text; tags, addresses, and the shape of a value in braces are to be left
# as they are
VALUE = re.compile(r"%(?:\([^)]*\))?[sd]")
KEPT = re.compile(rf"({VALUE.pattern}|<[^>]*>|\{{[^}}]*\}}|https?://)")
# Each of these is one character while marks are set, of those that no text has
PLACE, BORDER = "\ue000", "\ue001"
CHINESE = f"\u4e00-\u9fff、。“”（）《》{PLACE}"
AFTER = re.compile(rf"(?<=[{CHINESE}])[,:;?!()] ?")
BEFORE = re.compile(rf"[,:;?!()] ?(?=[{CHINESE}])")


def punctuate(text):
    """Full-width marks where a Chinese character or mark, or a value's place, stands beside them.

    >>> punctuate("复核(必填),共 %(days)s 天: 0:不限")
    '复核（必填），共 %(days)s 天：0：不限'
    >>> punctuate("%(item)s:%(message)s")
    '%(item)s：%(message)s'
    >>> punctuate("{项目:原因}, 10:30, https://a.example")
    '{项目:原因}, 10:30, https://a.example'
    """
    kept = KEPT.findall(text)
    marked = _mark(KEPT.sub(lambda found: PLACE if VALUE.fullmatch(found.group()) else BORDER, text))
    return re.sub(f"[{PLACE}{BORDER}]", lambda _found: kept.pop(0), marked)


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
