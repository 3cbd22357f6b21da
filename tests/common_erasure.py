"""A dormant customer full of planted values, and where in the database they are found."""

from odoo.fields import Command
from odoo.tools import SQL

from common import ToolkitCase

MARK = "Zmqx"
NUMBER = "7351946"
BUDGET = 8642975


class Erasable(ToolkitCase):
    """Planting, the two scheduled actions, and finding what is left."""

    def setUp(self):
        super().setUp()
        self.company.write({"retention_months": 24, "retention_grace_days": 30})

    def planted(self, name="Hengli", **values):
        """A company with a planted value in each personal or confidential item."""
        customer = self.customer(
            name,
            contact_name=f"{MARK} contact",
            contact_title=f"{MARK} title",
            contact_phone=f"0519-{NUMBER}",
            contact_email=f"{MARK.lower()}@example.com",
            need_description=f"{MARK} need",
            pain_points=f"{MARK} pain",
            budget_min=BUDGET,
            budget_max=BUDGET,
            internal_decision_notes=f"{MARK} decides",
            industry_id=self.env["res.partner.industry"].search([], limit=1).id,
            decision_maker_ids=[Command.create({"name": f"{MARK} chief", "note": f"{MARK} golf"})],
            key_note_ids=[Command.create({"note": f"{MARK} note"})],
            **values,
        )
        self.env["sales_toolkit.follow_up"].with_user(self.rep).create(
            {"partner_id": customer.id, "goal": f"{MARK} goal", "outcome": f"{MARK} outcome"}
            | {"minutes": f"{MARK} minutes", "next_step": f"{MARK} next"}
        )
        return self.changed(customer)

    def changed(self, customer):
        """With update records, tracking, an opportunity and an activity that repeat the values."""
        reasons = {
            "contact_title": f"{MARK} reason",
            "phone": f"{MARK} reason",
            "pain_points": f"{MARK} reason",
        }
        customer.write({"contact_title": f"{MARK} boss", "update_reasons": reasons})
        contact = customer.get_main_contact()
        self.env.flush_all()
        self.env.cr.precommit.run()
        contact.write({"phone": f"0520-{NUMBER}", "email": f"{MARK.lower()}@example.org"})
        lead = (
            self.env["crm.lead"]
            .with_user(self.rep)
            .create(
                {"name": f"{contact.name}'s opportunity", "type": "opportunity", "partner_id": contact.id}
            )
        )
        self.env.flush_all()
        self.env.cr.precommit.run()
        lead.write({"phone": f"0521-{NUMBER}", "contact_name": f"{MARK} other"})
        for record in (contact, lead):
            record.activity_schedule("mail.mail_activity_data_todo", user_id=self.rep.id, summary="Call")
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.settle()
        return customer

    def dormant(self, customer, since="2020-01-01"):
        customer.action_mark_dormant("no interaction")
        customer.write_derived({"dormant_since": since})
        self.settle()
        return customer

    def run_cron(self, name):
        cron = self.env.ref(f"sales_toolkit.cron_{name}")
        with self.enter_registry_test_mode():
            self.assertIs(cron.method_direct_trigger(), True)
        self.settle()

    def propose(self):
        self.run_cron("propose_erasures")

    def run_due(self):
        self.run_cron("run_due_erasures")

    def findings(self, customer):
        return (
            self.env["sales_toolkit.erasure"]
            .with_user(self.manager)
            .search([("partner_id", "=", customer.id)])
        )

    def proposed(self, name="Hengli", due=None, **values):
        customer = self.dormant(self.customer(name, **values))
        self.propose()
        finding = self.findings(customer)
        if due:
            finding.sudo().due_date = due
            self.settle()
        return finding

    def found(self, *needles):
        """(table, column, needle) of each planted value in any column of any table of the database."""
        self.env.flush_all()
        tables = self.env.execute_query(
            SQL(
                "SELECT relname FROM pg_class "
                "WHERE relkind IN ('r', 'm') AND relnamespace = 'public'::regnamespace"
            )
        )
        pattern = "|".join(needles)
        found = set()
        for (table,) in tables:
            rows = self.env.execute_query(
                SQL(
                    "SELECT DISTINCT item.key FROM %s AS record, jsonb_each_text(to_jsonb(record)) AS item "
                    "WHERE record::text ~* %s AND item.value ~* %s",
                    SQL.identifier(table),
                    pattern,
                    pattern,
                )
            )
            found |= {(table, column) for (column,) in rows}
        return found
