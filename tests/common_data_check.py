"""What the tests of the periodic data check share."""

from datetime import timedelta

from odoo.fields import Date

from common_review import ReviewCase


class DataCheckCase(ReviewCase):
    def run_cron(self, name="open_data_checks"):
        self.settle()
        with self.enter_registry_test_mode():
            self.env.ref(f"sales_toolkit.cron_{name}").method_direct_trigger()
        self.settle()

    def due(self, name="Hengli", days=0, **values):
        """A customer whose day has come, and its check."""
        customer = self.customer(name, **values)
        customer.write_derived({"next_check_date": Date.today() - timedelta(days=days)})
        self.run_cron()
        return customer, self.check(customer)

    def check(self, customer):
        self.settle()
        domain = [("partner_id", "=", customer.id)]
        return self.env["sales_toolkit.data_check"].search(domain, order="id desc", limit=1)
