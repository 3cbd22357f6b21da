"""What the answers of a check change: read and written as the registration form is (C14)."""

from ..paper_form.plan import PaperFormPlan


class CheckPlan(PaperFormPlan):
    """The plan of a form that is about one customer, whatever name stands on it."""

    def __init__(self, partner, form, channel):
        self.customer = partner
        super().__init__(partner.env, form, "", channel, write=True)

    def _find_partner(self):
        return self.customer

    def get_reason(self):
        return self.env._("data check")
