"""The rules are tested without Odoo: `rules` is imported as a package of its own."""

import sys
from pathlib import Path

from hypothesis import settings

sys.path += [str(Path(__file__).parents[2] / "sales_toolkit"), str(Path(__file__).parent)]
settings.register_profile("rules", derandomize=True, deadline=None, database=None)
settings.load_profile("rules")
