"""Every number is on the settings page, explained, and a company's own (X6)."""

from lxml import etree

from odoo.exceptions import UserError, ValidationError
from odoo.tests import TransactionCase, new_test_user, tagged

# Fields that the toolkit adds to companies and that nobody sets, each with the reason
NOT_SET = {"contract_sequence_id": "the numbers of contracts, made when the first one is"}
ORDER = [
    "working_days",
    "registration",
    "review",
    "data_check",
    "dormancy",
    "grading",
    "pipeline",
    "follow_up",
]
ORDER += ["minutes", "objection", "brief", "stalled"]


@tagged("post_install", "-at_install")
class TestSettings(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "base.group_system,sales_team.group_sale_manager"
        cls.administrator = new_test_user(cls.env, "settings_administrator", groups)
        cls.other = cls.env["res.company"].create({"name": "Other"})
        cls.administrator.company_ids = cls.env.company | cls.other
        arch = cls.env["res.config.settings"].with_user(cls.administrator).get_view(False, "form")["arch"]
        cls.page = etree.fromstring(arch).find(".//app[@name='sales_toolkit']")

    def names(self):
        """The fields that the toolkit adds to companies."""
        fields = self.env["ir.model.fields"].search([("model", "=", "res.company"), ("store", "=", True)])
        ours = [field for field in fields if "sales_toolkit" in field.modules.split(", ")]
        self.assertGreater(len(ours), 15)
        return {field.name for field in ours if field.ttype != "one2many"} - NOT_SET.keys() - {"id"}

    def test_every_setting_is_on_the_page(self):
        shown = {node.get("name") for node in self.page.iter("field")}
        self.assertEqual(self.names() - shown, set())

    def test_every_setting_is_explained(self):
        for name in self.names():
            field = self.env["res.company"]._fields[name]
            own = [node for node in self.page.iter("field") if node.get("name") == name]
            setting = next(own[0].iterancestors("setting"))
            with self.subTest(name=name):
                self.assertTrue(field.help and setting.get("help"))
                self.assertEqual(setting.get("company_dependent"), "1")

    def test_reads_in_the_order_of_the_work(self):
        names = [block.get("name").removeprefix("sales_toolkit_") for block in self.page.iter("block")]
        self.assertEqual([name for name in names if name in ORDER], ORDER)
        self.assertEqual(names[-1], "personal_data")

    def test_values_are_of_one_company(self):
        values = {"boolean": True, "integer": 77, "char": "For presents", "many2one": self.administrator.id}
        settings = self.env["res.config.settings"].with_user(self.administrator).with_company(self.other)
        before = self.env.company.read(sorted(self.names()))[0]
        types = {name: self.env["res.company"]._fields[name].type for name in self.names()}
        changed = {name: values[kind] for name, kind in types.items() if kind in values}
        changed["reminder_mail_hour"] = 7
        settings.create({**changed, "company_id": self.other.id}).execute()
        self.assertEqual(self.env.company.read(sorted(self.names()))[0], before)
        for name, value in changed.items():
            stored = self.other[name]
            self.assertEqual(stored.id if types[name] == "many2one" else stored, value, name)

    def test_numbers_that_make_no_sense_are_refused(self):
        for name in ("data_check_interval_days", "minutes_hours", "paper_form_max_size"):
            with self.subTest(name=name), self.assertRaises(ValidationError):
                self.other[name] = 0

    def test_links_lead_to_what_a_manager_may_change(self):
        buttons = [node for node in self.page.iter("button") if node.get("type") == "action"]
        self.assertGreater(len(buttons), 15)
        for button in buttons:
            action = self.action(button.get("name"))
            with self.subTest(action=action.name):
                model = self.env[action.res_model].with_user(self.administrator)
                self.assertTrue(model.has_access("read"))
                model.get_views([(False, mode) for mode in action.view_mode.split(",")])

    def action(self, name):
        return self.env.ref(name) if "." in name else self.env["ir.actions.act_window"].browse(int(name))

    def test_family_situation_with_its_purpose(self):
        """Both at once, as the page sends them, and off again with the purpose emptied."""
        settings = self.env["res.config.settings"].with_user(self.administrator)
        for values in ((True, "Presents"), (False, False)):
            pair = dict(zip(("family_situation_enabled", "family_situation_purpose"), values, strict=True))
            settings.create(pair).execute()
            company = self.env.company
            self.assertEqual((company.family_situation_enabled, company.family_situation_purpose), values)


@tagged("post_install", "-at_install")
class TestCalendarWarning(TransactionCase):
    def warning(self):
        return self.env["res.config.settings"].create({}).toolkit_calendar_warning

    def test_own_time_zone_is_no_trouble(self):
        self.env.company.resource_calendar_id.tz = "Asia/Shanghai"
        self.assertFalse(self.warning())

    def test_calendar_in_utc(self):
        self.env.company.resource_calendar_id.tz = "UTC"
        self.assertIn("UTC", self.warning())
        action = self.env["res.config.settings"].create({}).action_open_toolkit_calendar()
        self.assertEqual(action["res_model"], "resource.calendar")

    def test_no_calendar(self):
        self.env.company.resource_calendar_id = False
        self.assertIn("no working hours", self.warning())
        action = self.env["res.config.settings"].create({}).action_open_toolkit_calendar()
        self.assertEqual((action["res_model"], action["res_id"]), ("res.company", self.env.company.id))

    def test_empty_calendar(self):
        calendar = self.env.company.resource_calendar_id
        calendar.write({"tz": "Asia/Shanghai", "attendance_ids": [(5, 0, 0)]})
        self.assertIn("empty", self.warning())

    def test_one_at_a_time(self):
        settings = self.env["res.config.settings"]
        with self.assertRaises(UserError):
            (settings.create({}) | settings.create({})).action_open_toolkit_calendar()
