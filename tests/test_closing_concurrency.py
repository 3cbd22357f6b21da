"""Two approvers at the same moment, in two real transactions: one approval (O9)."""

from contextlib import ExitStack, contextmanager

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger

APPROVER = "sales_toolkit.group_contract_approver"


@tagged("post_install", "-at_install")
class TestTwoTransactions(BaseCase):
    """Nothing here is undone by itself: the data is committed, and taken away again."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        with self.transaction() as env:
            group = [Command.set(env.ref(APPROVER).ids)]
            users = (
                env["res.users"]
                .with_context(no_reset_password=True)
                .create([{"login": f"two_{n}", "name": f"Two {n}", "group_ids": group} for n in range(3)])
            )
            lead = env["crm.lead"].create(
                {
                    "name": "Two at once",
                    "type": "opportunity",
                    "user_id": users[0].id,
                    "expected_revenue": 100,
                }
                | {"partner_id": env.company.partner_id.id}
            )
            lead.action_set_won()
            contract = env["sales_toolkit.contract"].search([("lead_id", "=", lead.id)])
            contract.with_user(users[0]).action_submit()
            self.users, self.lead, self.id = users.ids, lead.id, contract.id
        self.addCleanup(self.clean)

    @contextmanager
    def transaction(self, user=SUPERUSER_ID):
        with self.registry.cursor() as cr:
            yield api.Environment(cr, user, {})

    def clean(self):
        with self.transaction() as env:
            env["crm.lead"].browse(self.lead).unlink()
            env.company.contract_sequence_id.unlink()
            users = env["res.users"].browse(self.users)
            env["sales_toolkit.reminder"].search([("user_id", "in", self.users)]).unlink()
            partners = users.partner_id
            env["mail.message"].search([("author_id", "in", partners.ids)]).unlink()
            users.unlink()
            partners.unlink()

    def contract(self, env):
        return env["sales_toolkit.contract"].browse(self.id)

    def steps(self):
        with self.transaction() as env:
            return self.contract(env).step_ids.sorted("id").mapped("kind")

    def test_two_approvers(self):
        with ExitStack() as stack:
            first, second = (stack.enter_context(self.transaction(user)) for user in self.users[1:])
            self.assertTrue(self.contract(second).can_decide)
            self.contract(first).action_approve()
            with self.assertRaisesRegex(UserError, "Somebody else is deciding"):
                self.contract(second).action_approve()
            second.cr.rollback()
            first.cr.commit()
            with self.assertRaisesRegex(UserError, "decided already"):
                self.contract(second).action_approve()
            second.cr.rollback()
        self.assertEqual(self.steps(), ["prepared", "submitted", "approved"])

    @mute_logger("odoo.sql_db")
    def test_a_change_while_it_is_approved(self):
        """Who changes an instalment meanwhile is made to start over, and then it is a draft again."""
        with ExitStack() as stack:
            rep, boss = (stack.enter_context(self.transaction(user)) for user in self.users[:2])
            line = self.contract(rep).instalment_ids[0]
            self.assertEqual(self.contract(rep).state, "submitted")
            self.contract(boss).action_approve()
            boss.cr.commit()
            with self.assertRaises(PG_CONCURRENCY_EXCEPTIONS_TO_RETRY):
                line.due_days = 99
                rep.cr.flush()
            rep.cr.rollback()
            line.due_days = 99
            rep.cr.commit()
            self.assertEqual(self.contract(rep).state, "draft")
        self.assertEqual(self.steps()[-2:], ["approved", "changed"])
