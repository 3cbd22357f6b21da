"""The brief in real Chromium, in both languages, at a desk and on a phone (O4)."""

from odoo.tests import HttpCase, new_test_user, tagged

REP = "sales_team.group_sale_salesman,base.group_partner_manager"


class BriefTour(HttpCase):
    def prepare(self, lang):
        """A salesperson with one deal, its history, and a material."""
        self.env["res.lang"]._activate_lang(lang)
        rep = new_test_user(self.env, f"brief_{lang}", REP, lang=lang, tz="Asia/Shanghai")
        customer = (
            self.env["res.partner"]
            .with_user(rep)
            .create(
                {
                    "name": "Tour Ltd",
                    "is_company": True,
                    "registered_on": "2024-03-15",
                    "user_id": rep.id,
                    "contact_name": "Li Ming",
                }
            )
        )
        lead = self.env["crm.lead"].create(
            {
                "name": "Tour deal",
                "type": "opportunity",
                "partner_id": customer.id,
                "user_id": rep.id,
                "need_clarity": "vague",
            }
        )
        self.env["sales_toolkit.follow_up"].with_user(rep).create(
            {"lead_id": lead.id, "state": "done", "outcome": "Met", "next_step": "Send the offer"}
        )
        self.env["sales_toolkit.material"].create({"name": "Tour case", "url": "https://case.example"})
        return rep, lead

    def brief(self, lang):
        rep, lead = self.prepare(lang)
        self.start_tour("/odoo/toolkit-follow-ups", "sales_toolkit_brief", login=rep.login)
        self.env.invalidate_all()
        sent = lead.material_sent_ids
        self.assertEqual((sent.material_id.name, sent.user_id, sent.how), ("Tour case", rep, "visit"))


@tagged("post_install", "-at_install")
class TestBriefTour(BriefTour):
    def test_in_english(self):
        self.brief("en_US")

    def test_in_chinese(self):
        self.brief("zh_CN")


@tagged("post_install", "-at_install")
class TestBriefTourOnPhone(BriefTour):
    browser_size = "390x844"
    touch_enabled = True

    def test_in_english(self):
        self.brief("en_US")

    def test_in_chinese(self):
        self.brief("zh_CN")
