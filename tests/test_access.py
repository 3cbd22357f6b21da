"""Nobody but the people concerned learns anything confidential, by whatever path (C13).

Each cell is a role, a path and an item: a probe that tries to learn the planted value as that user.
"""

from contextlib import contextmanager
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from access import guessing_groups, reading_elsewhere, taking_detours  # noqa: F401 - they add paths
from access.client import Client, failed, visible
from access.guessing import GUESSING
from access.items import ITEMS
from access.reading import READING
from access.scene import ALLOWED, FORBIDDEN, Scene
from access.taking import TAKING, look
from common import encoded

SILENT = (
    "odoo.addons.base.models.ir_attachment", "odoo.tests.common",
    "odoo.http", "odoo.sql_db", "odoo.orm.models", "odoo.models", "odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model",  # noqa: E501
    "odoo.addons.rpc.controllers.json2", "odoo.addons.base.models.ir_http", "odoo.domains", "odoo.addons.base.models.res_users",  # noqa: E501
)  # fmt: skip


class Undo(Exception):
    pass


@tagged("post_install", "-at_install")
class TestAccess(Scene):
    forbidden = FORBIDDEN

    def setUp(self):
        super().setUp()
        muted = mute_logger(*SILENT)
        muted.__enter__()
        self.addCleanup(muted.__exit__, None, None, None)
        forms = self.targets[:1].with_user(self.users["salesperson"]).export_paper_form()
        self.form = encoded(bytes(forms)).decode()
        self.env.flush_all()
        self.env.invalidate_all()

    def own_team(self, user):
        return self.env["crm.team"].create({"name": "Own", "user_id": user.id})

    @contextmanager
    def undone(self):
        """What happens inside leaves nothing behind."""
        self.env.flush_all()
        try:
            with self.env.cr.savepoint():
                yield
                raise Undo
        except Undo:
            self.env.invalidate_all()

    def enter(self, role):
        self.role = role
        return Client(self, self.users[role])

    # The cells: what a role learns by a kind of path, as {(path, item): whether} ------------------------

    def learn_by_reading(self, client, paths=READING):
        for label in paths:
            probe = READING[label][0]
            alike = probe.__code__.co_argcount == 2  # asks the same whatever the item
            with self.undone():
                texts = dict.fromkeys(ITEMS, visible(probe(client, self))) if alike else {}
                for item in ITEMS:
                    text = texts.get(item) or visible(probe(client, self, item))
                    if text != "null":
                        yield (label, item.key), any(needle in text for needle in item.needles)

    def learn_by_guessing(self, client, paths=GUESSING):
        for label in paths:
            with self.undone():
                for item in ITEMS:
                    right = GUESSING[label][0](client, self, item, item.planted)
                    if right is not None:
                        yield (
                            (label, item.key),
                            bool(right) and not failed(right) and self._differs(client, label, item, right),
                        )

    def _differs(self, client, label, item, right):
        wrong = GUESSING[label][0](client, self, item, item.wrong)
        return not failed(wrong) and right != wrong

    def learn_by_taking(self, client, paths=TAKING):
        for label in paths:
            with self.undone():
                text = visible([TAKING[label](client, self), look(client, self)])
                for item in ITEMS:
                    yield (label, item.key), any(needle in text for needle in item.needles)

    def learn(self, role):
        client = self.enter(role)
        return dict(
            [*self.learn_by_reading(client), *self.learn_by_guessing(client), *self.learn_by_taking(client)]
        )

    # The table ---------------------------------------------------------------------------------------

    def attack(self, role):
        learned = self.learn(role)
        leaks = [cell for cell, leaked in learned.items() if leaked]
        print(f"\n{role}: {len(learned)} cells, {len(leaks)} leaks")
        self.assertFalse(leaks, "\n".join(map(str, leaks)))
        self.assertGreaterEqual(len(learned), 500)

    def test_the_salesperson_learns_by_every_open_path(self):
        learned = self.learn("salesperson")
        closed = {label for paths in (READING, GUESSING) for label, (_probe, why) in paths.items() if why}
        # the paper form has no such items; after giving the customer away there is nothing to see
        closed_cells = {
            (label, key)
            for label in READING
            if label.startswith("registration form")
            for key in ("internal_notes", "reader")
        }
        closed |= {"take the salesperson away", "archive the customer"}
        missed = [
            cell
            for cell, found in learned.items()
            if not found and cell[0] not in closed and cell not in closed_cells
        ]
        self.assertFalse(missed, "\n".join(map(str, missed)))

    def test_other_people_concerned_learn_it(self):
        for role in ALLOWED:
            with self.subTest(role=role):
                client = self.enter(role)
                cells = dict(
                    self.learn_by_reading(
                        client,
                        ["form", "list", "list of sheets or decision makers", "update log", "/jsonrpc"],
                    )
                )
                cells |= dict(
                    self.learn_by_guessing(
                        client, ["search", "search_count", "sheets", "groups with a domain"]
                    )
                )
                self.assertFalse([cell for cell, found in cells.items() if not found])

    # The probes can fail, and do so only where something is learned -----------------------------------

    def test_two_looks_at_the_same_page_are_alike(self):
        client = self.enter("public user")
        with patch("odoo.http.time.time", return_value=1_800_000_000):
            one = client.get("/web/login")
        with patch("odoo.http.time.time", return_value=1_800_000_001):
            other = client.get("/web/login")
        self.assertIn('type="password"', one)
        self.assertEqual(one, other)

    def test_a_loosened_rule_is_found(self):
        for name in ("confidential_rule_concerned", "decision_maker_rule_concerned"):
            self.env.ref(f"sales_toolkit.{name}").domain_force = "[(1, '=', 1)]"
        self.env.flush_all()
        client = self.enter("rep of another team")
        cells = dict(self.learn_by_reading(client, ["list of sheets or decision makers", "form"])) | dict(
            self.learn_by_guessing(client, ["search"])
        )
        self.assertTrue(all(cells.values()), cells)

    def test_a_computation_as_superuser_is_found(self):
        def compute(partners):
            for partner in partners:
                partner.budget_text = str(partner.sudo().confidential_ids.budget_min)

        client = self.enter("rep of another team")
        with patch.object(type(self.env["res.partner"]), "_compute_budget_text", compute):
            cells = dict(self.learn_by_reading(client, ["form, one by one"]))
        self.assertTrue(cells["form, one by one", "budget_text"])


def _attack_as(role):
    def test(self):
        self.attack(role)

    return test


for _role in FORBIDDEN:  # a test each
    setattr(TestAccess, f"test_{_role.replace(' ', '_')}_learns_nothing", _attack_as(_role))
