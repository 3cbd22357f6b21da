"""A salesperson's day: what is due now, in the order in which it is done, from one call (X5)."""

from dataclasses import replace

from pytz import timezone

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ...rules.my_day import arrange, get_day_limits, get_progress
from ..shared.item_field import TOOLKIT_USERS

AHEAD = 5


class MyDay(models.AbstractModel):
    """Read only, and read as the user: the record rules say what there is."""

    _name = "sales_toolkit.my_day"
    _description = "My Day"

    @api.model
    def get(self):
        """What is due for the caller, as plain values in the caller's language and time zone.

        :return: ``sections``: [{code, name, count, buttons, items}] in the order in which they are done;
            ``done``, ``left`` and ``progress`` of today; where nothing is left, what is planned next
            (``ahead``), and whether the caller has ``customers``
        :raise AccessError: when the caller is no salesperson
        """
        self._check_user()
        day = self.with_context(lang=self.env.user.lang, tz=self._get_zone())
        waiting, done = day._look(day._get_ordered_sections())
        listed = day._list_sections(waiting)
        left = sum(section["count"] for section in listed)
        return {
            "date": day._say_today(),
            "sections": listed,
            "done": done,
            "left": left,
            "progress": get_progress(done, left),
            **({} if left else day._get_outlook()),
        }

    @api.model
    def action_open_section(self, code):
        """Open the list of all that one section stands for.

        :raise UserError: when there is no such section
        """
        self._check_user()
        section = self._get_sections().get(code) if isinstance(code, str) else None
        if not section:
            raise UserError(self.env._("There is no such part of the day."))
        if section.action:
            action = self.env["ir.actions.act_window"]._for_xml_id(section.action)
            return {**action, **({"context": section.context} if section.context else {})}
        rows = self.env[section.model].search(section.domain, order=section.order)
        return {
            "type": "ir.actions.act_window",
            "name": section.name,
            "res_model": section.model,
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", rows.ids)],
        }

    # Questions that a room answers ----------------------------------------------------------------------

    @api.model
    def _get_sections(self):
        """{code: ``Section``} of all that can wait for the user. Rooms extend it."""
        return {}

    # Order ----------------------------------------------------------------------------------------------

    def _get_ordered_sections(self):
        """The sections that the user may see, as the administrator sorted them."""
        sections = {
            code: section
            for code, section in self._get_sections().items()
            if self.env[section.model].has_access("read")
        }
        policies = self.env["sales_toolkit.my_day_section"].get_all()
        order = arrange(list(sections), [(policy.code, policy.active) for policy in policies])
        names = {policy.code: policy.name for policy in policies}
        return {code: replace(sections[code], name=names.get(code) or sections[code].name) for code in order}

    # Who, where and when --------------------------------------------------------------------------------

    @api.model
    def _check_user(self):
        """
        :raise AccessError: when the caller is no salesperson
        """
        if not self.env.user.has_group(TOOLKIT_USERS):
            raise AccessError(self.env._("My Day is for salespeople. Ask an administrator for the role."))

    @api.model
    def _get_zone(self):
        """The time zone in which the user's day begins, as ``user.get_today()`` takes it."""
        return self.env.user.get_zone()

    def _get_now(self):
        """Now, where the user is, without time zone."""
        return self._get_local(fields.Datetime.now())

    def _get_local(self, moment):
        return fields.Datetime.context_timestamp(self, moment).replace(tzinfo=None)

    def _get_today_domain(self, name):
        """The moment in the field ``name`` is today, where the user is."""
        start, end = get_day_limits(self._get_now().date(), timezone(self._get_zone()).zone)
        return Domain(name, ">=", start) & Domain(name, "<", end)
