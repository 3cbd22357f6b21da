"""What the preview of imported forms says about customers that may be the same (C15)."""

from odoo import api, models

from ...rules.credit_code import normalise_credit_code
from ...rules.duplicates import Identity, clean_phone, compare, find_keys


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.private
    @api.model
    def get_form_identity(self, form):
        """What may tell that the customer on a registration form and another one are the same."""
        values, people = form.values, form.values.get("other_contacts") or []
        numbers = [values.get("phone"), *(person.phone for person in people)]
        emails = [values.get("email"), *(person.email for person in people)]
        return Identity(
            name=values.get("name") or "" if form.kind == "company" else "",
            code=normalise_credit_code(values.get("credit_code") or ""),
            phones=frozenset(
                clean_phone(self._phone_format(number=number), number) for number in numbers if number
            )
            - {""},
            emails=frozenset(email.strip().lower() for email in emails if email),
        )

    @api.private
    def describe_form_duplicates(self, identity):
        """A remark for each customer that the form's may be, besides the one it is matched with."""
        return [
            self.env._("Perhaps the same as %(name)s (%(why)s)", name=hint["name"], why=hint["why"])
            for hint in self.get_duplicate_hints(identity)
        ]

    @api.private
    @api.model
    def describe_repeated_forms(self, identities):
        """Which of the forms of one import may be about one customer.

        :param identities: [(name of the sheet, `Identity`)] in order
        :return: {place in the list: remarks}
        """
        threshold = self.env.company.duplicate_name_similarity
        by_key, remarks = {}, {}
        for place, (_sheet, identity) in enumerate(identities):
            shared = sorted({other for key in find_keys(identity) for other in by_key.get(key, ())})
            for other in shared:
                likeness = compare(identity, identities[other][1], threshold)
                if likeness:
                    remarks.setdefault(place, []).append(
                        self.env._(
                            "Perhaps the same as on the sheet %(sheet)s (%(why)s)",
                            sheet=identities[other][0],
                            why=self.explain_likeness(likeness.reasons, likeness.similarity),
                        )
                    )
            for key in find_keys(identity):
                by_key.setdefault(key, []).append(place)
        return remarks
