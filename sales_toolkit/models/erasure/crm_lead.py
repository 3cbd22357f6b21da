"""Opportunities repeat the personal items of their customer; an erasure clears those too."""

import re

from odoo import api, models

from .items import LEAD_FIELDS, PRIVATE_LEAD_FIELDS


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.private
    def erase_personal_items(self, private, new_names):
        """Clear what these opportunities repeat of people.

        :param private: whether the customer is a person
        :param new_names: {a person's name: what replaces it}, for titles such as "Wang's opportunity"
        """
        self.write(dict.fromkeys(PRIVATE_LEAD_FIELDS if private else LEAD_FIELDS, False))
        self.erase_grade_reasons()
        self.erase_stalls()
        self.erase_objections()
        self.erase_retrospectives()
        self.erase_handovers()
        if not new_names:
            return
        longest_first = sorted(map(re.escape, new_names), key=len, reverse=True)
        # a name inside a longer Latin word is not that name
        pattern = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(longest_first)})(?![A-Za-z])")
        for lead in self:
            title = pattern.sub(lambda match: new_names[match[0]], lead.name or "")
            if title != lead.name:
                lead.name = title
