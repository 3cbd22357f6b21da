"""Merging a fresh template into the files of translations."""

import polib
import pytest

from devtools import po
from devtools.punctuation import punctuate

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def files(tmp_path):
    exported, pot, chinese = (tmp_path / name for name in ("new.pot", "it.pot", "zh_CN.po"))
    exported.write_text(HEAD + 'msgid "Old"\nmsgstr ""\n\nmsgid "New"\nmsgstr ""\n')
    chinese.write_text(HEAD + 'msgid "Gone"\nmsgstr "没有"\n\nmsgid "Old"\nmsgstr "旧"\n')
    return exported, pot, chinese


def test_translations_are_kept_new_terms_listed_and_gone_ones_dropped(files):
    result = po.main(*files)
    assert (result["missing"], result["dropped"]) == (["New"], ["Gone"])
    assert {entry.msgid: entry.msgstr for entry in polib.pofile(str(files[2]))} == {"Old": "旧", "New": ""}
    assert [entry.msgid for entry in polib.pofile(str(files[1]))] == ["Old", "New"]


def test_second_merge_changes_nothing(files):
    assert po.main(*files)["changed"] == ["it.pot", "zh_CN.po"]
    assert po.main(*files)["changed"] == []


def test_check_writes_nothing(files):
    before = files[2].read_text()
    assert po.main(*files, check=True)["changed"] == ["it.pot", "zh_CN.po"]
    assert files[2].read_text() == before
    assert not files[1].exists()


@pytest.mark.parametrize(
    ("typed", "set"),
    [
        ("沉睡期限(天)", "沉睡期限（天）"),
        ("沉睡,0:从不", "沉睡，0：从不"),
        ("新建%(create)s,变更", "新建%(create)s，变更"),
        ("%(name)s:%(message)s", "%(name)s:%(message)s"),
        ("格式须为{项目:原因}。", "格式须为{项目:原因}。"),
        ('<i title="预计成交"/> 10:30', '<i title="预计成交"/> 10:30'),
    ],
)
def test_chinese_has_its_own_punctuation(typed, set):
    assert punctuate(typed) == set
    assert punctuate(set) == set
