"""What a client's call gives, looked at before it is used: over RPC it may be anything."""

from odoo import fields, models
from odoo.exceptions import UserError


def need_one(records):
    """The method is about one record.

    :raise UserError: for none and for several, where ``ensure_one()`` would show a traceback
    """
    if len(records) != 1:
        raise UserError(records.env._("Choose one record, and only one."))


def record_of(env, model, given):
    """A record that is given, or its id.

    :raise UserError: for anything else
    """
    if isinstance(given, models.BaseModel) and given._name == model:
        return given
    if type(given) is not int or not 0 < given < 2**31:
        raise UserError(env._("This record can't be read. Reload the page and try again."))
    return env[model].browse(given)


def text_of(env, given):
    """A text, or nothing.

    :raise UserError: for anything else
    """
    if given and not isinstance(given, str):
        raise UserError(env._("This text can't be read. Write it as plain text."))
    return given or ""


def day_of(env, given):
    """A day, or nothing.

    :raise UserError: for anything else
    """
    try:
        return fields.Date.to_date(given) or None
    except (ValueError, TypeError, OverflowError, AttributeError):
        raise UserError(env._("This date can't be read. Write it as 2026-12-31.")) from None
