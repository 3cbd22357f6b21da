"""Days that pile up, or that are no working days any more, are given anew (C10)."""

from collections import defaultdict
from datetime import timedelta

from odoo import api, models
from odoo.tools import SQL

# A day is too full with more than so many times the mean of its salesperson, and a few.
TOO_MANY_TIMES, A_FEW = 2, 3


class DataCheck(models.Model):
    _inherit = "sales_toolkit.data_check"

    @api.model
    def _get_misplaced_customers(self):
        """Ids of customers whose coming day is too full or no working day of their salesperson.

        That happens when customers change hands, a leave is entered, or somebody leaves.
        """
        misplaced, known = [], {}
        for user, load in self._get_coming_load().items():
            works = self._get_works(user, load, known)
            mean = sum(load.values()) / max(len(works), 1)
            limit = TOO_MANY_TIMES * mean + A_FEW
            for day, count in load.items():
                if day not in works:
                    misplaced += self._get_customers_due(user, day, count)
                elif count > limit:
                    misplaced += self._get_customers_due(user, day, count - int(mean))
        return misplaced

    @api.model
    def _get_coming_load(self):
        """{salesperson: {day: customers that are due on it}} from tomorrow on."""
        self.env["res.partner"].flush_model(["user_id", "next_check_date"])
        load = defaultdict(dict)
        rows = self.env.execute_query(
            SQL(
                "SELECT user_id, next_check_date, count(*) FROM res_partner "
                "WHERE next_check_date > %s AND user_id IS NOT NULL GROUP BY user_id, next_check_date",
                self._get_today(),
            )
        )
        for user_id, day, count in rows:
            load[user_id][day] = count
        # together, so that what is asked of them is read for all at once
        return {user: load[user.id] for user in self.env["res.users"].browse(load)}

    @api.model
    def _get_works(self, user, load, known):
        """The working days of ``user`` over which ``load`` could be spread: an interval at least.

        :param known: what has been found, for others who work on the same days
        """
        first, interval = self._get_today(), user.company_id.data_check_interval_days
        last = max(*load, first + timedelta(days=interval))
        first += timedelta(days=1)
        who = user if user.active else user.company_id
        if not who:
            return set()
        key = (*who.get_work_key(), last)
        if key not in known:
            known[key] = set(who.get_working_days(first, last))
        return known[key]

    @api.model
    def _get_customers_due(self, user, day, number):
        domain = [("user_id", "=", user.id), ("next_check_date", "=", day)]
        return self.env["res.partner"].search(domain, order="id desc", limit=number).ids
