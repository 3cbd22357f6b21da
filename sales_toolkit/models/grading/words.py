"""Why an opportunity has its grade and what is missing for the next one, as somebody reads it."""

from odoo.tools.misc import format_date

from ...rules.grading import CLOSING, INPUTS


class Words:
    """Texts about grades in the language of ``env``."""

    def __init__(self, env):
        self.env = env
        fields = env["crm.lead"]._fields
        self.labels = {
            item: fields["date_deadline" if item == CLOSING else item].get_description(env, ["string"])[
                "string"
            ]
            for item in (*INPUTS, CLOSING)
        }
        self.levels = {item: dict(fields[item]._description_selection(env)) for item in INPUTS}
        chinese = (env.lang or "").startswith("zh")
        self.stop, self.comma, self.colon = ("；", "、", "：") if chinese else ("; ", ", ", ": ")

    # Why ------------------------------------------------------------------------------------------------

    def reason(self, facts, days, assessment):
        """What has been stated, and what each better grade is not given for."""
        if assessment.grade is None:
            return self.env._("Not graded: nothing has been stated yet.")
        stated = [self._pair(item, self.levels[item][value]) for item, value in facts.items() if value]
        lines = [self.stop.join([*stated, self._pair(CLOSING, self.days(days))])]
        lacking = {}
        for finding in assessment.reasons:
            if finding.gap:
                lacking.setdefault(finding.grade, []).append(self.labels[finding.item])
        lines += [
            self.env._("Not %(grade)s: %(items)s", grade=code.upper(), items=self.comma.join(items))
            for code, items in lacking.items()
        ]
        return "\n".join(lines)

    def override(self, lead, assessment):
        """Who set the grade by hand, until when, why, and what it would be otherwise."""
        # sudo: the name of a colleague
        said = self.env._(
            "Set by hand by %(user)s until %(date)s: %(reason)s",
            user=lead.sudo().grade_override_user_id.name or "",
            date=format_date(self.env, lead.grade_override_until),
            reason=lead.grade_override_reason or "",
        )
        grade = (assessment.grade or "").upper() or self.env._("not graded")
        otherwise = self.env._("By the policy: %(grade)s", grade=grade)
        return f"{said}\n{otherwise}"

    def closed(self):
        return self.env._("The grade when the opportunity was closed.")

    # What is missing ------------------------------------------------------------------------------------

    def next_step(self, assessment):
        """What the next grade asks for, the most effective step first; "" for who has the best."""
        if assessment.grade is None:
            items = self.comma.join(self.labels[item] for item in INPUTS)
            return self.env._("State one of: %(items)s", items=items)
        if not assessment.missing:
            return ""
        steps = self.stop.join(map(self._step, assessment.missing))
        return self.env._("For %(grade)s: %(steps)s", grade=assessment.next_grade.upper(), steps=steps)

    def _step(self, finding):
        if finding.item == CLOSING:
            needed = self.env._("within %(days)s days", days=finding.needed)
            now = self.days(finding.value)
        else:
            needed = self.levels[finding.item][finding.needed]
            now = self.levels[finding.item].get(finding.value) or self.env._("not stated")
        text = self.env._("%(needed)s (now: %(now)s)", needed=needed, now=now)
        return self._pair(finding.item, text)

    def days(self, days):
        """How far ahead a closing is."""
        if days is None:
            return self.env._("not stated")
        if not days:
            return self.env._("today")
        if abs(days) == 1:
            return self.env._("tomorrow") if days > 0 else self.env._("yesterday")
        if days < 0:
            return self.env._("%(days)s days ago", days=-days)
        return self.env._("in %(days)s days", days=days)

    def _pair(self, item, text):
        return f"{self.labels[item]}{self.colon}{text}"
