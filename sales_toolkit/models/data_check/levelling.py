"""Days that pile up, are no working days any more or lie too far away, are given anew (C10)."""

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
        """Ids of customers whose coming day is too full, no day of work of their salesperson, or too far.

        That happens when customers change hands, a leave is entered, somebody leaves, or the days between
        two checks become fewer.
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
        return list(dict.fromkeys(misplaced + self._get_customers_too_far()))

    @api.model
    def _get_customers_too_far(self):
        """Ids of customers whose day lies further away than their interval and days without work say."""
        ids, known, rows = [], {}, self._get_far_days()
        # together, so that what is asked of them is read for all at once
        users = self.env["res.users"].browse({row[0] for row in rows if row[0]})
        for user_id, company_id, interval, day, customers in rows:
            user = users & users.browse(user_id)
            worker = user if user.active else self.env["res.company"].browse(company_id)
            key = (*worker.get_work_key(), interval)
            if key not in known:
                end = worker.get_today() + timedelta(days=interval)
                known[key] = worker.add_working_days(end, 0)
            if day > known[key]:
                ids += customers
        return ids

    @api.model
    def _get_far_days(self):
        """[(salesperson, company, interval, day, ids of customers)] of days beyond the interval.

        The interval as ``_get_check_intervals()`` and ``get_home_company()`` say it.
        """
        self.env.flush_all()
        return self.env.execute_query(
            SQL(
                """
            SELECT partner.user_id, company.id, known.days, partner.next_check_date, array_agg(partner.id)
              FROM res_partner AS partner LEFT JOIN res_users AS rep ON rep.id = partner.user_id
              JOIN res_company AS company
                ON company.id = COALESCE(partner.company_id, rep.company_id, %(company)s),
                   LATERAL (SELECT COALESCE(min(tag.check_interval_days), company.data_check_interval_days)
                              FROM res_partner_res_partner_category_rel AS link
                              JOIN res_partner_category AS tag ON tag.id = link.category_id
                             WHERE link.partner_id = partner.id AND tag.check_interval_days > 0
                           ) AS known (days)
             WHERE partner.next_check_date > %(today)s::date + known.days
               -- most are nearer than the shortest interval there is: of the others the tags are looked up
               AND partner.next_check_date > %(today)s::date + (
                       SELECT min(days) FROM (
                           SELECT data_check_interval_days FROM res_company
                            UNION ALL
                           SELECT check_interval_days FROM res_partner_category WHERE check_interval_days > 0
                       ) AS every (days))
             GROUP BY partner.user_id, company.id, known.days, partner.next_check_date
             ORDER BY partner.next_check_date""",
                company=self.env["res.partner"].get_first_company().id,
                today=self._get_today(),
            )
        )

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
