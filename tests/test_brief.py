"""The brief before a contact: what it tells, and what it makes of bad input (O4)."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from common_brief import PARTS, SECRETS, BriefCase


@tagged("post_install", "-at_install")
class TestBrief(BriefCase):
    def test_who_and_what(self):
        lead = self.scene()
        self.material()
        brief = self.brief(lead)
        self.assertLessEqual(set(PARTS), set(brief))
        self.assertEqual(brief["customer"]["name"], "Hengli")
        self.assertEqual(brief["customer"]["industry"], self.industry.name)
        self.assertEqual([(row["name"], row["title"]) for row in brief["people"]], [("Li Ming", "Buyer")])
        self.assertEqual(brief["needs"]["pain_points"], "Change-overs take too long")
        self.assertEqual(brief["needs"]["need"], "Two cells")
        self.assertEqual(brief["key_notes"][0]["note"], "prefers demonstrations")

    def test_grade_stage_and_days(self):
        lead = self.scene()
        lead.sudo().date_last_stage_update = fields.Datetime.now() - timedelta(days=5, hours=1)
        deal = self.brief(lead)["deal"]
        self.assertEqual((deal["grade"], deal["stage"], deal["stage_days"]), ("b", lead.stage_id.name, 5))
        self.assertEqual(deal["grade_missing"], lead.grade_next_step)

    def test_last_three_contacts_the_latest_first(self):
        lead = self.scene()
        for day in range(3, 8):
            self.contact(lead, done_at=f"2024-05-0{day} 03:00:00", outcome=f"Talk {day}")
        other = self.deal("b", partner_id=lead.partner_id.id)
        self.contact(other, done_at="2024-06-01 03:00:00", outcome="About another deal")
        found = [row["outcome"] for row in self.brief(lead)["contacts"]]
        self.assertEqual(found, ["Talk 7", "Talk 6", "Talk 5"])

    def test_a_contact_about_no_deal_counts_for_the_customer(self):
        lead = self.scene()
        self.env["sales_toolkit.follow_up"].with_user(self.rep).create(
            {"partner_id": lead.partner_id.id, "done_at": "2024-06-01 03:00:00", "outcome": "At the fair"}
        )
        self.assertEqual(self.brief(lead)["contacts"][0]["outcome"], "At the fair")

    def test_the_day_is_the_readers(self):
        lead = self.scene()
        self.contact(lead, done_at="2024-06-01 20:00:00")
        self.assertEqual(self.brief(lead)["contacts"][0]["date"], "06/02/2024")

    def test_promises_are_the_next_step_and_open_activities(self):
        lead = self.scene()
        lead.with_user(self.rep).activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=self.rep.get_today() - timedelta(days=1),
            summary="Samples",
            user_id=self.rep2.id,
        )
        promised = self.brief(lead)["promised"]
        self.assertEqual([row["text"] for row in promised], ["Send the offer by Friday", "Samples"])
        self.assertEqual([row["user"] for row in promised], ["Test rep", "Test rep2"])
        self.assertEqual([row["overdue"] for row in promised], [False, True])

    def test_the_planned_contact_is_what_the_brief_is_for(self):
        lead = self.scene()
        planned = lead.get_open_follow_ups()[0]
        brief = self.brief(lead)
        self.assertEqual(brief["next_contact"]["id"], planned.id)
        self.assertEqual(brief["next_contact"]["goal"], planned.goal)
        self.assertNotIn(planned.goal, [row["text"] for row in brief["promised"]])

    def test_documents_of_the_deal_only(self):
        lead = self.scene()
        files = self.env["ir.attachment"].with_user(self.rep)
        files.create({"name": "offer.pdf", "raw": b"1", "res_model": "crm.lead", "res_id": lead.id})
        files.create(
            {"name": "else.pdf", "raw": b"1", "res_model": "res.partner", "res_id": lead.partner_id.id}
        )
        self.assertEqual([row["name"] for row in self.brief(lead)["documents"]], ["offer.pdf"])

    def test_links_lead_to_pages_only(self):
        lead = self.scene()
        values = {"type": "url", "res_model": "crm.lead", "res_id": lead.id}
        urls = "https://a.example/offer", "javascript:alert(1)", "data:text/html,x"
        files = self.env["ir.attachment"].with_user(self.rep)
        files.create([{**values, "name": url, "url": url} for url in urls])
        shown = {row["name"]: row["url"] for row in self.brief(lead)["documents"]}
        self.assertEqual(shown, {urls[0]: urls[0], urls[1]: "", urls[2]: ""})

    def test_questions_go_by_what_is_missing(self):
        lead = self.scene()
        asked = [row["text"] for row in self.brief(lead)["questions"]]
        missing = self.env.ref("sales_toolkit.question_decision_1").name
        self.assertIn(missing, asked)
        self.assertNotIn(self.env.ref("sales_toolkit.question_objection_price").name, asked)
        lead.with_user(self.rep).write(self.deal_values("a"))
        self.assertNotIn(missing, [row["text"] for row in self.brief(lead)["questions"]])

    def test_an_open_objection_is_asked_about_first(self):
        lead = self.scene()
        with patch.object(type(lead), "_get_open_objection_codes", lambda lead: ("price",)):
            asked = [row["text"] for row in self.brief(lead)["questions"]]
        self.assertEqual(asked[0], self.env.ref("sales_toolkit.question_objection_price").name)

    def test_questions_in_the_readers_language(self):
        lead = self.scene()
        self.env["res.lang"]._activate_lang("zh_CN")
        question = self.env.ref("sales_toolkit.question_decision_1")
        question.with_context(lang="zh_CN").name = "决策前还需要谁同意?"
        self.settle()
        brief = lead.with_user(self.rep).with_context(lang="zh_CN").get_brief()
        self.assertIn("决策前还需要谁同意?", [row["text"] for row in brief["questions"]])

    def test_confidential_for_the_people_concerned(self):
        lead = self.scene()
        sheet = self.brief(lead)["confidential"]
        self.assertEqual(sheet["people"][0]["name"], "Boss Secret")
        self.assertEqual(sheet["notes"], "decides alone")
        text = str(sheet)
        self.assertTrue(any(secret in text for secret in SECRETS[:2]), text)

    # Bad input ------------------------------------------------------------------------------------------

    def test_a_deal_without_customer(self):
        lead = self.deal("c", contact_name="Somebody", email_from="some@body.example")
        brief = self.brief(lead)
        self.assertEqual(brief["people"][0]["name"], "Somebody")
        self.assertEqual(brief["customer"]["name"], "Somebody")
        self.assertNotIn("confidential", brief)
        bare = self.brief(self.deal(None))
        self.assertEqual(set(bare), {"deal", "questions"})

    def test_long_and_strange_texts(self):
        lead = self.scene()
        strange = "👩‍👩‍👧 שלום عليكم <script>alert(1)</script> "
        self.contact(lead, done_at="2024-06-01 03:00:00", minutes=strange * 2500, outcome=strange)
        lead.partner_id.with_user(self.rep).write({"pain_points": strange * 2500})
        lead.with_user(self.rep).description = "<p>" + "word " * 20_000 + "</p>"
        brief = self.brief(lead)
        self.assertLess(len(str(brief)), 20_000)
        self.assertEqual(brief["contacts"][0]["outcome"], strange.strip())
        self.assertTrue(brief["needs"]["notes"].startswith("word word"))
        self.assertTrue(brief["needs"]["pain_points"].endswith("…"))

    def test_a_closed_deal(self):
        lead = self.scene()
        lead.with_user(self.rep).action_set_won()
        brief = self.brief(lead)
        self.assertEqual(brief["deal"]["won_status"], "won")
        self.assertNotIn("next_contact", brief)

    def test_as_many_queries_for_many_contacts(self):
        few, many = self.scene(), self.deal("b", partner_id=self.customer("Other", contact_name="Wu").id)
        for lead, number in ((few, 5), (many, 60)):
            self.env["sales_toolkit.follow_up"].with_user(self.rep).create(
                [
                    {
                        "lead_id": lead.id,
                        "state": "done",
                        "outcome": "x",
                        "next_step": "y",
                        "done_at": "2024-01-01",
                    }
                    for _number in range(number)
                ]
            )
        self.brief(few)
        counts = []
        for lead in (few, many):
            self.settle()
            before = self.env.cr.sql_log_count
            lead.with_user(self.rep).get_brief()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])
        self.assertLess(counts[0], 120)

    # On paper -------------------------------------------------------------------------------------------

    def render(self, lead, user=None):
        self.settle()
        report = self.env["ir.actions.report"].with_user(user or self.rep)
        html, _kind = report._render_qweb_html("sales_toolkit.report_brief", lead.ids)
        return html.decode()

    def test_paper_has_the_company_and_the_parts(self):
        lead = self.scene()
        self.material()
        html = self.render(lead)
        for text in (
            "Hengli",
            "Li Ming",
            "Send the offer by Friday",
            "Boss Secret",
            self.company.name,
            "☐ Case",
        ):
            self.assertIn(text, html)

    def test_paper_shortens_texts_and_escapes_them(self):
        lead = self.scene()
        self.contact(lead, done_at="2024-06-01 03:00:00", minutes="<b>no</b> " + "long " * 5000)
        html = self.render(lead)
        self.assertLess(len(html), 40_000)
        self.assertNotIn("<b>no</b>", html)
        self.assertIn("&lt;b&gt;no", html)
