"""The name of a company without what many share, and how much two of them are alike.

>>> stem_of("江苏恒力机械有限公司"), stem_of("恒力机械（江苏）股份有限公司")
('恒力机械', '恒力机械')
>>> stem_of("ＨＥＮＧＬＩ Machinery Co., Ltd.")
'hengli machinery'
>>> stem_of("Müller & Söhne G.m.b.H."), stem_of("恒力机械有限公司苏州分公司")
('muller sohne', '恒力机械苏州分公司')
"""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from .duplicate_words import (
    LATIN_LEGAL_FORMS,
    LATIN_REGIONS,
    LATIN_TRADES,
    LEGAL_FORMS,
    REGIONS,
    TRADES,
)
from .registration_form.text import drop_invisible

_LEGAL = re.compile("|".join(map(re.escape, LEGAL_FORMS)))
_REGION = "(?:" + "|".join(REGIONS) + ")"
_REGIONAL = re.compile(rf"(?:{_REGION}(?:特别行政区|自治区|省|市)?)+")
_IN_BRACKETS = re.compile(rf"\(\s*((?:{_REGION}(?:特别行政区|自治区|省|市)?)+)\s*\)")
_TRADE = re.compile("|".join(TRADES))
_INITIALS = re.compile(r"\b([a-z])\.(?=[a-z]\b)")
_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff]")
_BRACKETS = str.maketrans("【〔［〈《｛】〕］〉》｝", "((((((" + "))))))")

# What remains of a Chinese name when its region is taken off.
STEM = 2
# A letter less makes a different name of a shorter one.
DELETIONS_FROM = 4
# Of a longer name only the beginning is tried without each of its letters; the beginning is a block itself.
DELETIONS_TO = 24
PREFIX, LATIN_PREFIX = 3, 12
# Words that are nearly the same count as far as they are alike.
SAME_WORD = 0.8
OTHER_REGION = 0.7


def fold(text):
    """One spelling: full-width as half-width, small letters, no accents, one kind of brackets.

    >>> fold("　（ＡＢＣ）Ｓociété  Straße")
    '(abc)societe strasse'
    """
    text = unicodedata.normalize("NFKC", drop_invisible(text or "").translate(_BRACKETS)).casefold()
    return " ".join("".join(map(_without_accent, text)).split())


def _without_accent(character):
    base = unicodedata.normalize("NFD", character)[0]
    return base if base.isascii() else character


def stem_of(text):
    return _parse(text or "")[0]


@lru_cache(maxsize=4096)
def _parse(text):
    """(stem, regions): the name without legal form and region; all of it where nothing else would be left."""
    folded = _INITIALS.sub(r"\1", fold(text))
    bare = _LEGAL.sub("", folded)
    if bare.endswith("公司") and not bare.endswith("分公司"):
        bare = bare.removesuffix("公司")
    regions = {region for match in _IN_BRACKETS.finditer(bare) for region in _names_of(match[1])}
    bare = _IN_BRACKETS.sub("", bare).strip()
    if (match := _REGIONAL.match(bare)) and len(_letters(bare[match.end() :])) >= STEM:
        regions |= _names_of(match[0])
        bare = bare[match.end() :]
    words = _words(bare)
    kept = [word for word in words if word not in LATIN_LEGAL_FORMS | LATIN_REGIONS]
    regions |= set(words) & LATIN_REGIONS if kept else set()
    return " ".join(kept or words or _words(folded)), frozenset(regions)


def _names_of(text):
    return set(re.findall(_REGION, text))


def _words(text):
    return re.sub(r"[\W_]+", " ", text.replace("'", "")).split()


def _letters(text):
    return "".join(_words(text))


def find_name_blocks(name):
    """Texts of which two similar names share one: each can be looked up by equality.

    Names whose stems differ by one letter, in their order of words, or by a word that was left out do; so do
    Chinese names that begin alike, begin and end alike, or are the same but for the trade.
    """
    stem = stem_of(name)
    if not stem:
        return set()
    joined = stem.replace(" ", "")
    blocks = {joined}
    if len(joined) >= DELETIONS_FROM:
        start = joined[:DELETIONS_TO]
        blocks |= {joined[:index] + joined[index + 1 :] for index in range(len(start))}
    if _CJK.search(joined):
        return blocks | _chinese_blocks(joined)
    return blocks | _latin_blocks(stem.split())


def _chinese_blocks(joined):
    core = _TRADE.sub("", joined)
    blocks = {core} if len(core) >= STEM else set()
    if len(joined) > PREFIX:
        blocks |= {f"{joined[:PREFIX]}…", f"{joined[:2]}…{joined[-2:]}"}
    return blocks


def _latin_blocks(words):
    joined = "".join(words)
    words = sorted(words)
    blocks = {" ".join(words)}
    if len(joined) >= LATIN_PREFIX:
        blocks.add(joined[:LATIN_PREFIX] + "…")
    if len(words) > 1:
        blocks |= {" ".join(words[:index] + words[index + 1 :]) for index in range(min(len(words), 8))}
    # a trade alone is no name
    return {block for block in blocks if block not in LATIN_TRADES}


def compare_names(one, other):
    """How much two names of companies are alike, from 0 to 1; companies of two regions less so.

    >>> compare_names("恒力机械", "恒力机械制造") > 0.8 > compare_names("华为技术", "华为终端")
    True
    >>> compare_names("Hengli Machinery", "Hengli Mashinery") > 0.9
    True
    >>> compare_names("Hengli Machinery", "Hengda Machinery") < 0.5
    True
    """
    (stem, regions), (other_stem, other_regions) = _parse(one or ""), _parse(other or "")
    if not stem or not other_stem:
        return 0.0
    factor = OTHER_REGION if regions and other_regions and not regions & other_regions else 1
    if stem.replace(" ", "") == other_stem.replace(" ", ""):
        return 1.0 * factor
    if _CJK.search(stem + other_stem):
        return factor * _compare_letters(stem.replace(" ", ""), other_stem.replace(" ", ""))
    return factor * _compare_words(stem.split(), other_stem.split())


def _compare_letters(one, other):
    weights, others = _weights(one), _weights(other)
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    shared = sum(sum(weights[block.a : block.a + block.size]) for block in blocks)
    shared += sum(sum(others[block.b : block.b + block.size]) for block in blocks)
    return shared / (sum(weights) + sum(others))


def _weights(text):
    weights = [1.0] * len(text)
    for match in _TRADE.finditer(text):
        weights[match.start() : match.end()] = [0.5] * len(match[0])
    return weights


def _compare_words(one, other):
    left, shared = list(other), 0.0
    for word in one:
        ratio, best = max(((_ratio(word, rival), rival) for rival in left), default=(0, None))
        if ratio >= SAME_WORD:
            left.remove(best)
            shared += ratio * (_word_weight(word) + _word_weight(best))
    return shared / sum(map(_word_weight, one + other))


def _ratio(word, rival):
    return 1.0 if word == rival else SequenceMatcher(None, word, rival, autojunk=False).ratio()


def _word_weight(word):
    return 0.5 if word in LATIN_TRADES else 1.0
