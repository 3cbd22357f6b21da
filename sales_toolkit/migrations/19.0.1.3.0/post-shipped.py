"""Rows that are shipped and were not there yet, and where the first steps lead.

Data files create them on a fresh installation only, so that what a company has deleted stays deleted.
"""

from io import BytesIO

from lxml import etree

from odoo import SUPERUSER_ID, api
from odoo.tools import convert_file, file_open
from odoo.tools.convert import convert_xml_import

MODULE = "sales_toolkit"
ROOMS = "profile dormancy brief stalled pipeline minutes closing handover team_board".split()


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    for room in ROOMS:
        create_missing(env, f"data/{room}_data.xml")
    # written before the actions that they lead to were there
    convert_file(env, MODULE, "views/first_steps_views.xml", {}, mode="init")


def create_missing(env, path):
    """As the file says, without a word about rows that are there."""
    with file_open(f"{MODULE}/{path}", "rb") as file:
        tree = etree.parse(file)
    for record in tree.iter("record"):
        record.attrib.pop("forcecreate", None)
    stream = BytesIO(etree.tostring(tree))
    stream.name = path
    convert_xml_import(env, MODULE, stream, {}, mode="update", noupdate=True)
