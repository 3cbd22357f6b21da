"""The Chinese of the add-on is complete, as the sources are now, and uses the handbook's words (X4)."""

import re
import tempfile
from collections import defaultdict
from pathlib import Path

import polib

from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import trans_export

from odoo.addons.sales_toolkit.models.shared.labels import colon, in_a_row

from devtools import po
from devtools.state import ROOT

MODULES = (
    "sales_toolkit",
    "sales_toolkit_dashboard",
    "sales_toolkit_project",
    "sales_toolkit_queue",
    "sales_toolkit_sale",
)
# The same in both languages, and why
SAME = {
    "API": "what it is called in Chinese too",
    "ID": "the same",
    "https://…": "the beginning of an address",
    "object.name": "not text",
    "object.deal_name": "not text",
    "object.display_name": "not text",
}
# Latin words that a Chinese reader meets: names, formats, units, and the handbook's own
LATIN = (
    "A B C API CRM ERP ID OdooBot Excel Font Awesome fa tasks xlsx xls MB UTC V id name why strong "
    "update_channel_id contact_title phone need_description percentage missing item label required "
    "confidential date reason user count"
)
WORDS = re.compile(r"[A-Za-z][A-Za-z_]+|\b[A-Z]\b")
MARKUP = re.compile(r"<[^>]*>|%\([^)]*\)[sd]|%[sd]|https?://\S*|\\n|\([OCX]\d+\)|(O\d+)|C\d+")

# The handbook's terms, word for word
TERMS = {
    "High Potential": "高潜力客户",
    "Price-Sensitive": "价格敏感型",
    "Technology-Oriented": "技术导向型",
    "Long Decision Cycle": "决策周期长",
    "Customer Registration Form": "客户信息登记表",
    "Customer Tags": "客户标签",
    "Key Notes": "重点标注",
    "Need Type": "需求类型",
    "Intent": "合作意向",
    "Decision Chain Role": "决策链角色",
    "Budget Range": "预算范围",
    "Current Pain Points": "当前需求痛点",
    "Main Business": "主营业务",
    "Company Size": "企业规模",
    "Consumption Preferences": "消费偏好",
    "Purchase History": "购买历史",
    "Family Situation": "家庭情况",
    "Last Contact Date": "最近跟进时间",
    "Last Contact Summary": "跟进记录摘要",
    "Technical Evaluation": "技术评估",
    "Price Negotiation": "价格谈判",
    "Trade Show": "行业展会",
    "Online Questionnaire": "线上问卷",
    "Success Case": "成功案例",
    "White Paper": "白皮书",
    "Confirm the technical parameters": "确认技术参数",
    "Get the decision maker's feedback": "获取决策人反馈",
}
# An English word, and the Chinese one that stands for it wherever it occurs
WORDS_OF_THE_FIELD = {
    r"\bDormant Customers?\b": "沉睡",
    r"\bActivation (Plan|Template)s?\b": "激活计划",
    r"\bUpdate Records?\b": "更新记录",
    r"\bFollow-ups?\b": "跟进",
    r"\bObjections?\b": "异议",
    r"\bRetrospectives?\b": "复盘",
    r"\bReview(s|er|ers)?\b": "复核",
    r"\bData Checks?\b": "复核",
    r"\bOpportunit(y|ies)\b": "商机",
    r"\bTeam Leader\b": "主管",
    r"\bContract\b": "合同",
    r"\bSalespersons?\b": "销售",
    r"\bPrice-Sensitive\b": "价格敏感型",
    r"\bMinutes (Late|to Write|Due)\b": "纪要",
}
# The same words with other capitals or marks are translated alike, but for these
TWO_WAYS = {
    "days": "the name of a number, and its unit",
    "days after signature": "the name of a number, and its unit",
    "minutes on time": "a number, and a rate",
    "missing": "a heading, and before a list",
}
# Named by the handbook as a whole
WHOLE = {"Retrospective of an Opportunity": "销售机会复盘表"}


def entries(module):
    path = ROOT / module / "i18n" / "zh_CN.po"
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete]


@tagged("post_install", "-at_install")
class TestTemplate(TransactionCase):
    def test_template_is_that_of_the_sources(self):
        """Exported as Odoo does; what is missing, fuzzy or out of date is mended by ./dev i18n."""
        folder = ROOT / "sales_toolkit" / "i18n"
        exported = self.create_temporary("sales_toolkit")
        result = po.main(exported, folder / "sales_toolkit.pot", folder / "zh_CN.po", check=True)
        self.assertEqual((result["missing"], result["fuzzy"]), ([], []))
        self.assertEqual(result["changed"], [], "run ./dev i18n")

    def create_temporary(self, module):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = Path(folder.name) / f"{module}.pot"
        with path.open("wb") as file:
            trans_export(False, [module], file, "po", self.env)
        return path

    def test_template_has_terms_of_every_kind(self):
        found = {place for entry in entries("sales_toolkit") for place, _line in entry.occurrences}
        for kind in (
            "code:addons/sales_toolkit/models/",
            "code:addons/sales_toolkit/static/src/brief/brief.js",
            "code:addons/sales_toolkit/static/src/brief/brief.xml",
            "model_terms:ir.ui.view,arch_db:sales_toolkit.report_",
            "model_terms:ir.actions.act_window,help:",
            "model:ir.actions.server,name:",
            "model:ir.ui.menu,name:",
            "model:sales_toolkit.need_type,name:",
            "model:res.partner.category,name:",
            "model:res.groups,comment:",
        ):
            with self.subTest(kind=kind):
                self.assertTrue([place for place in found if place.startswith(kind)])


@tagged("post_install", "-at_install")
class TestChinese(TransactionCase):
    def all(self):
        return [entry for module in MODULES for entry in entries(module)]

    def test_nothing_is_missing(self):
        self.assertEqual([entry.msgid for entry in self.all() if not entry.msgstr or entry.fuzzy], [])

    def test_nothing_is_english(self):
        same = {entry.msgid for entry in self.all() if entry.msgstr == entry.msgid} - SAME.keys()
        self.assertEqual({text for text in same if re.search("[A-Za-z]", text)}, set())

    def test_no_english_word_is_left_within(self):
        known = set(LATIN.split())
        for entry in self.all():
            if entry.msgid not in SAME:
                words = set(WORDS.findall(MARKUP.sub(" ", entry.msgstr))) - known
                with self.subTest(entry.msgid):
                    self.assertFalse(words, entry.msgstr)

    def test_placeholders_are_the_same(self):
        pattern = re.compile(r"%\([^)]*\)[sd]|%s")
        for entry in self.all():
            with self.subTest(entry.msgid):
                self.assertEqual(
                    sorted(pattern.findall(entry.msgstr)), sorted(pattern.findall(entry.msgid)), entry.msgstr
                )

    def test_terms_of_the_handbook(self):
        found = {entry.msgid: entry.msgstr for entry in self.all()}
        self.assertEqual({term: found.get(term) for term in TERMS}, TERMS)

    def test_words_of_the_field(self):
        for entry in self.all():
            if WHOLE.get(entry.msgid) == entry.msgstr:
                continue
            for english, chinese in WORDS_OF_THE_FIELD.items():
                if re.search(english, MARKUP.sub(" ", entry.msgid)):
                    with self.subTest(entry.msgid):
                        self.assertIn(chinese, entry.msgstr)

    def test_what_is_joined_has_the_marks_of_the_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        for lang, said, listed in (("en_US", "A: b", "a, b, c"), ("zh_CN", "A：b", "a、b、c")):
            env = self.env["res.partner"].with_context(lang=lang).env
            self.assertEqual((colon(env, "A", "b"), in_a_row(env, "abc")), (said, listed))

    def test_one_term_is_translated_in_one_way(self):
        ways = defaultdict(set)
        for entry in self.all():
            ways[entry.msgid.strip(" .:").casefold()].add(entry.msgstr.strip(" 。：:"))
        self.assertEqual(
            {term: texts for term, texts in ways.items() if len(texts) > 1 and term not in TWO_WAYS}, {}
        )
