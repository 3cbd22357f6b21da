"""The working days of a person: their own hours and time off where the ERP knows them."""

from odoo import api, fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.private
    def get_working_days(self, first, last):
        """The days from ``first`` to ``last`` on which this user works, as a sorted list of dates."""
        self.ensure_one()
        return self.sudo().company_id.get_working_days(first, last, self._get_resource())

    @api.private
    def add_working_days(self, day, count):
        """The ``count``-th working day of this user after ``day``; 0 is ``day`` or the next one that is."""
        self.ensure_one()
        return self.sudo().company_id.add_working_days(day, count, self._get_resource())

    @api.private
    def get_work_key(self):
        """Users with the same key have the same working days, which need to be worked out once only."""
        self.ensure_one()
        return self.sudo().company_id, self._get_resource(), self.get_today()

    @api.private
    def get_zone(self):
        """The time zone in which this user is, or at least their company. ``zone_of()`` in the database."""
        # sudo: a time zone
        user = self.sudo()
        return user.tz or user.company_id.get_zone()

    @api.private
    def get_today(self):
        """Today, where this user is."""
        return fields.Date.context_today(self.with_context(tz=self.get_zone()))

    def _get_resource(self):
        """The resource that stands for this user in their company, empty where nobody made one."""
        # sudo: only whose hours count
        user = self.sudo()
        return user.resource_ids.filtered(lambda resource: resource.company_id == user.company_id)[:1]
