"""The customer's side of the periodic check: when it is due, and what is asked (C10)."""

from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...rules.due import single_window, spread, spreading_window
from ..shared.item_field import TOOLKIT_USERS
from .data_check import OPEN

# From so many customers at once on, they are spread over the whole interval instead of its end.
MANY = 2


class ResPartner(models.Model):
    _inherit = "res.partner"

    next_check_date = fields.Date(
        "Next Data Check",
        compute="_compute_next_check_date",
        store=True,
        compute_sudo=True,
        index="btree_not_null",
        copy=False,
        help="The day on which this customer's data are checked next; a working day of its salesperson. "
        "Empty: not registered, dormant or archived.",
    )
    data_check_ids = fields.One2many(
        "sales_toolkit.data_check", "partner_id", string="Data Checks", groups=TOOLKIT_USERS, copy=False
    )
    last_check_date = fields.Date(
        "Last Data Check",
        compute="_compute_last_check_date",
        groups=TOOLKIT_USERS,
        help="When this customer's data were checked last.",
    )

    _check_load = models.Index("((COALESCE(user_id, 0)), next_check_date) WHERE next_check_date IS NOT NULL")
    _unscheduled = models.Index(
        "(id) WHERE registered_on IS NOT NULL AND next_check_date IS NULL AND dormant IS NOT TRUE AND active"
    )

    @api.model
    def _get_derived_fields(self):
        message = self.env._("The day of the next check follows from the last one. Do the check instead.")
        return super()._get_derived_fields() | {"next_check_date": message}

    @api.depends("data_check_ids.state")
    def _compute_last_check_date(self):
        domain = [("partner_id", "in", self.ids), ("state", "=", "done")]
        checks = self.env["sales_toolkit.data_check"]
        last = {}
        if checks.has_access("read"):
            last = dict(checks._read_group(domain, ["partner_id"], ["done_at:max"]))
        for partner in self:
            moment = last.get(partner._origin)
            partner.last_check_date = moment and fields.Datetime.context_timestamp(self, moment).date()

    def write(self, vals):
        """Open checks go with the customer to another salesperson."""
        result = super().write(vals)
        if "user_id" in vals:
            # sudo: hand_over() says why; a colleague's checks are not the user's to see.
            checks = self.env["sales_toolkit.data_check"].sudo()
            checks.search([("partner_id", "in", self.ids), ("state", "in", OPEN)]).hand_over()
        return result

    # When it is due -----------------------------------------------------------------------------------

    @api.depends("registered_on", "active", "dormant", "user_id")
    def _compute_next_check_date(self):
        """Customers that come under the check get a day; many at once are spread over the interval."""
        checked = self.filtered(lambda partner: partner._is_checked())
        for partner in self - checked:
            partner.next_check_date = False
        # one that has a day keeps it, also under another salesperson: the scheduled action levels
        # what piles up by that, see levelling.py
        for partner in checked.filtered(lambda partner: partner._origin.next_check_date):
            partner.next_check_date = partner._origin.next_check_date
        new = checked.filtered(lambda partner: not partner._origin.next_check_date)
        for partner, day in new._choose_days().items():
            partner.next_check_date = day

    def _is_checked(self):
        registered = self.registered_on and self.active and not self.dormant
        return bool(registered and not self._is_contact())

    @api.model
    def _get_unscheduled_domain(self):
        """Customers that should have a day and have none."""
        return (
            Domain("registered_on", "!=", False)
            & Domain("next_check_date", "=", False)
            & Domain("dormant", "!=", True)
            & ~self._get_contact_domain()
        )

    @api.private
    def schedule_first_check(self):
        """Give these customers a day, spread over their interval."""
        for day, partners in self._group_by_day(self._choose_days()).items():
            partners.store_derived({"next_check_date": day})

    @api.private
    def schedule_next_check(self):
        """Give these customers a day one interval from today."""
        # sudo: derived; whoever did the check was allowed to.
        for day, partners in self._group_by_day(self.sudo()._choose_days(single=True)).items():
            partners.sudo().store_derived({"next_check_date": day})

    @api.model
    def _group_by_day(self, days):
        groups = defaultdict(list)
        for partner, day in days.items():
            groups[day].append(partner.id)
        return {day: self.browse(ids) for day, ids in groups.items()}

    def _choose_days(self, single=False):
        """{customer: its day}: for each salesperson and interval, level with what they have to do."""
        groups, intervals = defaultdict(list), self._get_check_intervals()
        homes = {}
        for partner in self:
            user, own = partner.user_id, partner.company_id
            company = homes.get((user, own)) or homes.setdefault((user, own), partner.get_home_company())
            groups[user, company, intervals.get(partner) or company.data_check_interval_days].append(partner)
        chosen, known, loads = {}, {}, self._get_check_loads()
        for (user, company, interval), partners in groups.items():
            many = len(partners) >= MANY and not single
            worker = user if user.active else company
            key = (*worker.get_work_key(), interval, many)
            if key not in known:
                window = (spreading_window if many else single_window)(worker.get_today(), interval)
                days = worker.get_working_days(*window)
                known[key] = days or [worker.add_working_days(window[1], 0)]
            load = loads[user.id]
            for partner, day in zip(partners, spread(known[key], load, len(partners)), strict=True):
                chosen[partner] = day
                load[day] = load.get(day, 0) + 1
        return chosen

    def _get_check_loads(self):
        """{salesperson's id: {day: customers that are due on it}}, without these customers."""
        users = self.user_id.ids + [0]
        self.env["res.partner"].flush_model(["user_id", "next_check_date"])
        rows = self.env.execute_query(
            SQL(
                """SELECT COALESCE(user_id, 0), next_check_date, count(*) FROM res_partner
                    WHERE next_check_date IS NOT NULL AND COALESCE(user_id, 0) = ANY(%s)
                      AND id != ALL(%s)
                    GROUP BY COALESCE(user_id, 0), next_check_date""",
                users,
                [partner.id for partner in self._origin if partner.next_check_date],
            )
        )
        loads = defaultdict(dict)
        for user_id, day, count in rows:
            loads[user_id or False][day] = count
        return loads

    def _get_check_intervals(self):
        """{customer: days between two checks}, of those whose tags say so: the smallest of them.

        The others have their company's. Rooms may extend it.
        """
        tags = self.category_id.filtered(lambda tag: tag.check_interval_days > 0)
        intervals = {}
        for tag in tags.sorted("check_interval_days", reverse=True):
            customers = self.filtered_domain([("category_id", "in", tag.ids)])
            intervals |= dict.fromkeys(customers, tag.check_interval_days)
        return intervals

    @api.model
    def _get_home_domain(self, field, company):
        """As ``get_home_company()`` says it, for a domain over ``field``."""
        shared = Domain(f"{field}.user_id.company_id", "=", company.id)
        if company == self.get_first_company():
            shared |= Domain(f"{field}.user_id", "=", False)
        own = Domain(f"{field}.company_id", "=", company.id)
        return own | (Domain(f"{field}.company_id", "=", False) & shared)
