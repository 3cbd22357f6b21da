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


def test_name_and_summary_are_terms_too(tmp_path):
    """Of `base`, as Odoo's loader wants them; where the name is a term already, it is one all the same."""
    folder = tmp_path / "shop" / "i18n"
    folder.mkdir(parents=True)
    (folder.parent / "__manifest__.py").write_text('{"name": "Menu", "summary": "All of it"}')
    exported = tmp_path / "new.pot"
    exported.write_text(
        HEAD + '#. module: shop\n#: model:ir.ui.menu,name:shop.menu\nmsgid "Menu"\nmsgstr ""\n'
    )
    assert po.main(exported, folder / "shop.pot", folder / "zh_CN.po")["missing"] == ["All of it", "Menu"]
    entries = {entry.msgid: entry for entry in polib.pofile(str(folder / "shop.pot"))}
    places = {text: [place for place, _line in entry.occurrences] for text, entry in entries.items()}
    assert places == {
        "All of it": ["model:ir.module.module,summary:base.module_shop"],
        "Menu": ["model:ir.module.module,shortdesc:base.module_shop", "model:ir.ui.menu,name:shop.menu"],
    }
    assert {entry.comment for entry in entries.values()} == {"module: shop"}


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
        ("%(name)s:%(message)s", "%(name)s：%(message)s"),
        ("与%(name)s重复(%(why)s)", "与%(name)s重复（%(why)s）"),
        ("名称相似（%(percent)s%%)", "名称相似（%(percent)s%%）"),
        ("%s: %s", "%s：%s"),
        ("格式须为{项目:原因}。", "格式须为{项目:原因}。"),
        ('<i title="预计成交"/> 10:30', '<i title="预计成交"/> 10:30'),
    ],
)
def test_chinese_has_its_own_punctuation(typed, set):
    assert punctuate(typed) == set
    assert punctuate(set) == set
