"""An objection, from being raised to its answer's reuse on another deal, in both languages (O7)."""

from odoo.tests import HttpCase, new_test_user, tagged

REP = "sales_team.group_sale_salesman,base.group_partner_manager"


@tagged("post_install", "-at_install")
class TestObjectionTour(HttpCase):
    def play(self, lang):
        self.env["res.lang"]._activate_lang(lang)
        rep = new_test_user(self.env, f"objection_{lang}", REP, lang=lang, tz="Asia/Shanghai")
        helper = new_test_user(self.env, f"helper_{lang}", "base.group_user", lang=lang, tz="Asia/Shanghai")
        helper.name = "Objection Helper"
        leads = self.env["crm.lead"].with_user(rep)
        lead, other = leads.create(
            [{"name": name, "type": "opportunity", "user_id": rep.id} for name in ("Objected deal", "Other")]
        )
        self.start_tour(f"/odoo/crm.lead/{lead.id}", "sales_toolkit_objection_raise", login=rep.login)
        self.env.invalidate_all()
        objection = lead.objection_ids
        url = f"/odoo/sales_toolkit.objection/{objection.id}"
        self.start_tour(url, "sales_toolkit_objection_ask", login=rep.login)
        self.env.invalidate_all()
        self.assertEqual((objection.state, objection.helper_id), ("help", helper))
        self.start_tour("/odoo", "sales_toolkit_objection_help", login=helper.login)
        self.env.invalidate_all()
        self.assertEqual((objection.state, objection.answered_by), ("answered", helper))
        self.start_tour(url, "sales_toolkit_objection_solve", login=rep.login)
        self.env.invalidate_all()
        objection.answer_id.sudo().action_approve()
        values = {"lead_id": other.id, "type_id": objection.type_id.id, "description": "Too dear"}
        second = objection.create(values)
        url = f"/odoo/sales_toolkit.objection/{second.id}"
        self.start_tour(url, "sales_toolkit_objection_reuse", login=rep.login)
        self.env.invalidate_all()
        self.assertEqual((second.state, second.answer_id), ("answered", objection.answer_id))
        self.assertEqual((second.answer_id.used_count, second.answer_id.success_rate), (2, 100.0))

    def test_in_english(self):
        self.play("en_US")

    def test_in_chinese(self):
        self.play("zh_CN")
