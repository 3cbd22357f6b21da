"""Customers that may be the same."""

from common import ToolkitCase


class DuplicateCase(ToolkitCase):
    def find(self):
        """Run the scheduled action; returns the pairs there are."""
        self.settle()
        with self.enter_registry_test_mode():
            result = self.env.ref("sales_toolkit.cron_find_duplicates").method_direct_trigger()
        self.assertIs(result, True)
        self.settle()
        return self.pairs()

    def pairs(self, user=None):
        pairs = self.env["sales_toolkit.duplicate"]
        return pairs.with_user(user).search([]) if user else pairs.search([])

    def two(self, user=None, **values):
        """Two registered customers with the same phone, and the pair that was found."""
        user = user or self.rep
        customers = [
            self.customer(name, phone="138 0000 1234", user_id=user.id, **values)
            for name in ("Hengli", "Great Wall")
        ]
        return *customers, self.find()

    def keys(self, partner):
        self.env.flush_all()
        return self.env["sales_toolkit.duplicate_key"].search([("partner_id", "=", partner.id)])
