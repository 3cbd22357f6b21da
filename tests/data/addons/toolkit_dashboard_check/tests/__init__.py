from . import look as test_look  # noqa: F401 - Odoo looks for names that begin with test_
