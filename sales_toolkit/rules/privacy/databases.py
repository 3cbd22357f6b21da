"""The lists of numbers that `stdnum` ships.

Read by path: Odoo loads `stdnum` through a hook of its own, and then `stdnum.numdb.get` finds no files.

>>> number_database("iban").info("DE89")[0][0]
'DE'
"""

from functools import cache
from pathlib import Path

import stdnum
from stdnum import numdb


@cache
def number_database(name):
    with Path(stdnum.__file__).parent.joinpath(f"{name}.dat").open(encoding="utf-8") as lines:
        return numdb.read(lines)
