"""Says in the user's language what the pure rules report as codes."""

from odoo.tools.translate import get_translation

from ...rules.registration_form.problems import PROBLEM_CODES


def explain(env, problem):
    """The message of a ``rules`` problem, translated; the templates are terms of this add-on."""
    return get_translation(
        "sales_toolkit", env.lang or "en_US", PROBLEM_CODES[problem.code], dict(problem.params)
    )


def form_language(env):
    """The language that the registration form is written in for this user: 'zh' or 'en'."""
    return "zh" if (env.lang or "").startswith("zh") else "en"


def warn_of(env, error):
    """What an onchange returns where a text is not understood: it is told, and stays to be corrected."""
    return {"warning": {"title": env._("Not Understood"), "message": error.args[0]}}
