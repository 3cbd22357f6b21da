"""Each role, as the demo data have it, sees the menus that it can use, and no others (X3)."""

from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import convert_file
from odoo.tools.safe_eval import safe_eval

ROLES = ("rep", "leader", "reviewer", "approver", "delivery", "auditor", "administrator")
# What some roles may read but have no menu for, and why
ELSEWHERE = {
    "menu_dormant_customers": "whoever registers no customers finds them in the Contacts app",
    "menu_customers_all": "the same",
    "menu_objection": "who is asked for help comes from the clock menu, or from Waiting for You",
    "menu_objection_report": "the same",
    "menu_answer": "shown where a helper answers",
    "menu_contract_to_approve": "an approver's own list; others find contracts under Contracts",
    "menu_coaching": "a team leader's; a salesperson sees what concerns them where it is said",
    "menu_tags": "made on the customer; the list is a manager's",
}
WITHOUT_WORK = {"auditor": {"menu_waiting", "menu_review_mine", "menu_handover_step"}}


@tagged("post_install", "-at_install")
class TestRoles(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The demo users as they are shipped, in a database without demo data
        convert_file(cls.env, "sales_toolkit", "demo/roles_demo.xml", {}, "init", noupdate=True)
        cls.users = {role: cls.env.ref(f"sales_toolkit.user_{role}") for role in ROLES}
        # Who manages sales without being a system administrator
        cls.users["manager"] = new_test_user(cls.env, "roles_manager", "sales_team.group_sale_manager")
        root = cls.env.ref("sales_toolkit.menu_root")
        below = cls.env["ir.ui.menu"].search([("id", "child_of", root.id), ("action", "!=", False)])
        cls.menus = {menu.get_external_id()[menu.id].split(".")[1]: menu for menu in below}

    def visible(self, user):
        found = self.env["ir.ui.menu"].with_user(user).load_menus(False)
        return {name: menu for name, menu in self.menus.items() if menu.id in found}

    def window(self, menu):
        """The window action behind a menu; rooms with screens of their own test those."""
        action = menu.sudo().action
        return action if action and action._name == "ir.actions.act_window" else None

    def test_logins_are_the_names_of_the_roles(self):
        for role in ROLES:
            user = self.users[role]
            credential = {"login": role, "password": role, "type": "password"}
            self.assertTrue(user.with_user(user)._check_credentials(credential, {"interactive": True}))

    def test_menus_open(self):
        """Every screen behind a visible menu: its views, and its records as the client asks for them."""
        for role, user in self.users.items():
            for name, menu in self.visible(user).items():
                if action := self.window(menu):
                    with self.subTest(role=role, menu=name):
                        self.open(user, action)

    def open(self, user, action):
        values = action._get_action_dict()
        names = {
            "uid": user.id,
            "active_id": False,
            "active_ids": [],
            "allowed_company_ids": user.company_ids.ids,
        }
        context = safe_eval(values["context"] or "{}", names)
        model = self.env[action.res_model].with_user(user).with_context(**context)
        search = values["search_view_id"] and values["search_view_id"][0]
        views = model.get_views([*values["views"], (search, "search")])["views"]
        domain = safe_eval(values["domain"] or "[]", names)
        for kind in {"list", "kanban"} & views.keys():
            shown = {name: {} for name in self.shown(views[kind]["arch"])}
            model.web_search_read(domain, shown, limit=80)
        for kind in {"pivot", "graph"} & views.keys():
            measures = etree.fromstring(views[kind]["arch"]).xpath("//field[@type='measure']/@name")
            # as the web client does, which refuses a measure without
            known = model.fields_get(measures, ["aggregator"]) if measures else {}
            model.formatted_read_group(
                domain, [], ["__count", *(f"{name}:{known[name]['aggregator']}" for name in measures)]
            )
        if model._transient:
            model.onchange({}, [], {name: {} for name in self.shown(views["form"]["arch"])})

    def shown(self, arch):
        """The fields that a view shows of the model itself."""
        return etree.fromstring(arch).xpath("//field[not(ancestor::field)]/@name")

    def test_hidden_menus_are_of_no_use(self):
        """Hidden is what the role may not read, or, under Configuration, not change."""
        for role, user in self.users.items():
            known = ELSEWHERE.keys() | WITHOUT_WORK.get(role, set())
            for name in self.menus.keys() - self.visible(user).keys() - known:
                with self.subTest(role=role, menu=name):
                    self.assertFalse(self.useful(user, self.menus[name]))

    def test_visible_configuration_can_be_changed(self):
        for role, user in self.users.items():
            for name, menu in self.visible(user).items():
                if self.is_configuration(menu):
                    with self.subTest(role=role, menu=name):
                        self.assertTrue(self.useful(user, menu))

    def is_configuration(self, menu):
        return menu.parent_path.startswith(self.env.ref("sales_toolkit.menu_config").parent_path)

    def useful(self, user, menu):
        if not (action := self.window(menu)):
            return not self.is_configuration(menu) and menu.id in self.visible(user)
        model = self.env[action.res_model].with_user(user)
        if action.res_model == "sales_toolkit.first_step":
            return user.has_group("sales_team.group_sale_manager")
        if action.res_model == "sales_toolkit.reminder_mail":
            return user.has_group("base.group_system")  # a log, for whoever looks after the mail
        if action.res_model == "sales_toolkit.my_day_section":
            return model.has_access("write" if self.is_configuration(menu) else "read")
        return model.has_access("create" if self.is_configuration(menu) else "read")

    def test_daily_lists_are_cards_on_a_telephone(self):
        daily = ("waiting", "data_check", "activation_plan", "follow_up", "minutes", "stall", "objection")
        daily += ("contract", "contract_to_approve", "handover", "handover_step", "retrospective")
        for name in (*daily, "review_mine", "review_all", "customers_all", "material"):
            with self.subTest(name):
                action = self.menus[f"menu_{name}"].action
                self.assertIn("kanban", action.view_mode.split(","))

    def test_who_has_which_part(self):
        logs = {"menu_update_log", "menu_access_log", "menu_review_all"}
        self.assertLessEqual(logs, self.visible(self.users["auditor"]).keys())
        self.assertNotIn("menu_customers_all", self.visible(self.users["auditor"]))
        self.assertIn("menu_waiting", self.visible(self.users["delivery"]))
        self.assertNotIn("menu_customers_all", self.visible(self.users["delivery"]))
        self.assertFalse({"menu_settings", "menu_erasure"} & self.visible(self.users["leader"]).keys())
        self.assertIn("menu_settings", self.visible(self.users["administrator"]))
        self.assertNotIn("menu_settings", self.visible(self.users["manager"]))

    def test_colleagues_without_a_role_see_nothing(self):
        self.assertFalse(self.visible(new_test_user(self.env, "roles_helper", "base.group_user")))

    def test_portal_and_public_see_nothing(self):
        portal = new_test_user(self.env, "roles_portal", "base.group_portal")
        for user in (portal, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                self.visible(user)
