"""The library of materials: which are suggested, sent, and how often they won (O4)."""

import os

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from common import encoded
from common_brief import BriefCase


@tagged("post_install", "-at_install")
class TestMaterials(BriefCase):
    def suggested(self, lead):
        return [row["name"] for row in self.brief(lead).get("materials", [])]

    def test_best_matches_first(self):
        lead = self.scene()
        self.material("Any")
        self.material("Other industry", industry_ids=self.env.ref("base.res_partner_industry_H").ids)
        self.material("Industry", industry_ids=self.industry.ids)
        self.material("All", industry_ids=self.industry.ids, need_type_ids=self.need.ids, grade_b=True)
        self.material("Twice off", grade_a=True, industry_ids=self.env.ref("base.res_partner_industry_H").ids)
        self.assertEqual(self.suggested(lead), ["All", "Industry", "Any", "Other industry"])
        best = self.brief(lead)["materials"][0]
        self.assertEqual(best["matches"], ["Industry", "Need Type", "Grade"])

    def test_the_readers_language_and_the_stage_count(self):
        lead = self.scene()
        self.env["res.lang"]._activate_lang("zh_CN")
        self.material("Chinese", lang="zh_CN")
        self.material("English", lang="en_US")
        self.material("Stage", stage_ids=lead.stage_id.ids)
        self.assertEqual(self.suggested(lead), ["Stage", "English", "Chinese"])

    def test_sent_on_is_remembered_per_deal(self):
        lead, other, material = self.scene(), self.deal("b"), self.material()
        said = lead.with_user(self.rep).action_mark_material_sent(material.id, "message")
        self.assertEqual((said["user"], said["how"]), ("Test rep", "By Message"))
        self.assertEqual(self.brief(lead)["materials"][0]["sent"], said)
        self.assertFalse(self.brief(other)["materials"][0]["sent"])

    def test_usage_and_win_rate(self):
        material = self.material()
        deals = [self.deal("b") for _number in range(4)]
        for lead in deals:
            lead.with_user(self.rep).action_mark_material_sent(material.id)
        deals[0].with_user(self.rep).action_mark_material_sent(material.id)
        for lead in deals[:2]:
            lead.action_set_won()
        deals[2].action_set_lost()
        self.settle()
        material = material.with_user(self.rep2)
        self.assertEqual((material.sent_count, material.won_count, material.decided_count), (4, 2, 3))
        self.assertEqual(material.win_rate, 67)

    def test_bad_calls(self):
        lead, material = self.scene().with_user(self.rep), self.material()
        with self.assertRaises(UserError):
            lead.action_mark_material_sent(material.id, "pigeon")
        gone = material.id
        material.unlink()
        with self.assertRaises(UserError):
            lead.action_mark_material_sent(gone)

    def test_a_material_whose_file_is_gone(self):
        lead, material = self.scene(), self.material(file=encoded(b"only here"))
        attachment = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", "sales_toolkit.material"),
                    ("res_id", "=", material.id),
                    ("res_field", "=", "file"),
                ]
            )
        )
        self.assertFalse(self.brief(lead)["materials"][0]["gone"])
        path = attachment._full_path(attachment.store_fname)
        os.unlink(path)
        row = self.brief(lead)["materials"][0]
        self.assertEqual((row["gone"], row["url"]), (True, ""))
        with self.assertRaises(UserError):
            lead.with_user(self.rep).action_send_material(material.id)

    def test_a_material_needs_a_file_or_a_link(self):
        with self.assertRaises(ValidationError):
            self.material(file=False)
        for url in ("javascript:alert(1)", "ftp://x", "  "):
            with self.subTest(url=url), self.assertRaises(ValidationError):
                self.material(file=False, url=url)

    def test_identity_numbers_are_refused(self):
        with self.assertRaises(ValidationError):
            self.material(description="11010519491231002X")
        with self.assertRaises(ValidationError):
            self.env["sales_toolkit.question"].create({"name": "Is 11010519491231002X yours?"})

    def test_sending_by_mail_attaches_and_remembers(self):
        lead, material = self.scene().with_user(self.rep), self.material()
        action = lead.action_send_material(material.id)
        composers = self.env["mail.compose.message"].with_user(self.rep).with_context(**action["context"])
        composer = Form(composers).save()
        self.assertEqual(composer.attachment_ids.mapped("raw"), [b"a case"])
        self.assertFalse(lead.material_sent_ids)
        composer.action_send_mail()
        self.settle()
        self.assertEqual((lead.material_sent_ids.how, lead.material_sent_ids.user_id), ("email", self.rep))
        self.assertEqual(lead.message_ids[0].attachment_ids.name, "case.txt")

    def test_a_link_goes_into_the_text(self):
        lead, material = (
            self.scene().with_user(self.rep),
            self.material("A <b>", file=False, url="https://x.example/a"),
        )
        body = lead.action_send_material(material.id)["context"]["default_body"]
        self.assertEqual(body, "<p><a href='https://x.example/a'>A &lt;b&gt;</a></p>")

    def test_merged_deals_keep_what_was_sent(self):
        lead, other, material = self.scene(), self.deal("b"), self.material()
        other.with_user(self.rep).action_mark_material_sent(material.id)
        (lead | other)._merge_opportunity(auto_unlink=True)
        self.settle()
        left = (lead | other).exists()
        self.assertEqual(left.material_sent_ids.material_id, material)
