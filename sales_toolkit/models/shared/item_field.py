"""Fields of the customer form whose values live on another record."""

from odoo import api

# Who may use the fields of res.partner that lead to tables of the toolkit. Everyone else can go on
# reading and exporting partners as before: without the group, such a field does not exist for them.
TOOLKIT_USERS = "sales_team.group_sale_salesman"
LOG_READERS = f"{TOOLKIT_USERS},sales_toolkit.group_auditor"


def computed(name, getter, depends=(), depends_context=()):
    """A compute method for the one field ``name``: ``getter(record)`` is its value.

    Fields that are inverted together need a compute method each: while one of them is written, the
    ORM takes all fields of the same method for empty, and an inverse would wipe the others.
    """

    @api.depends(*depends)
    @api.depends_context(*depends_context)
    def compute(self):
        for record in self:
            record[name] = getter(record)

    return compute
