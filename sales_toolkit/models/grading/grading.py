"""Grading many opportunities: policies, companies and their today are read once."""

from ...rules.grading import assess, came_by_time


class Grading:
    """What holds for the opportunities of one call, which do not change meanwhile."""

    def __init__(self, env):
        self.rows = env["sales_toolkit.grade"].get_rows()
        self.companies, self.todays, self.rules = {}, {}, {}
        self.arguments, self.assessments = {}, {}

    def company(self, lead):
        """As ``get_grading_company()``, asked once for those that belong to nobody."""
        company = lead.company_id or lead.user_id.company_id
        if not company and None not in self.companies:
            self.companies[None] = lead.get_grading_company()
        return company or self.companies[None]

    def today(self, lead):
        company = self.company(lead)
        if company not in self.todays:
            self.todays[company] = company.get_today()
        return self.todays[company]

    def policies(self, lead):
        """What holds for the opportunity, as ``rules.grading`` wants it."""
        key = self.company(lead), lead.team_id
        if key not in self.rules:
            self.rules[key] = [grade.get_rule() for grade in self.rows.pick(*key).values()]
        return self.rules[key]

    def assess(self, lead):
        """The grade by the policy, with its reasons."""
        if lead.id not in self.assessments:
            self.assessments[lead.id] = assess(*self._get_arguments(lead))
        return self.assessments[lead.id]

    def overridden(self, lead):
        """Whether a grade set by hand holds."""
        until = lead.grade_override_until
        return bool(lead.grade_override and until and until >= self.today(lead))

    def grade(self, lead):
        """The grade that the opportunity should have now."""
        return lead.grade_override if self.overridden(lead) else self.assess(lead).grade

    def came_by_time(self, lead, old):
        """Whether it has the grade by the policy, after ``old``, because its closing came nearer."""
        return came_by_time(old, self.assess(lead).grade, *self._get_arguments(lead))

    def _get_arguments(self, lead):
        if lead.id not in self.arguments:
            facts, closing = lead.get_grading_facts(), lead.date_deadline or None
            self.arguments[lead.id] = facts, closing, self.policies(lead), self.today(lead)
        return self.arguments[lead.id]
