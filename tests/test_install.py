"""Installing leaves existing data as it is; uninstalling leaves a database that still works."""

import json
import subprocess

import pytest

from devtools.testing import current
from proof.database import Database
from proof.harmless import COLUMNS

ADDON = "sales_toolkit"
DATABASE = "install"
BEFORE = """
env['res.partner'].create([{'name': f'Old {n}', 'is_company': True, 'vat': 'not a code',
    'country_id': env.ref('base.cn').id, 'child_ids': [(0, 0, {'name': 'Zhou', 'function': 'Buyer'})]}
    for n in range(3)])
old = env['res.partner'].search([('name', '=', 'Old 1')])
env['crm.lead'].create({'name': 'Old deal', 'partner_id': old.id})
env.cr.commit()
"""
USE = """
partner = env['res.partner'].search([('name', '=', 'Old 0')])
env.company.country_id = env.ref('base.de')
partner.write({'vat': False, 'registered_on': '2024-03-15', 'contact_title': 'CEO', 'budget_min': 5,
    'decision_maker_ids': [(0, 0, {'name': 'Wang'})], 'key_note_ids': [(0, 0, {'note': 'x'})],
    'category_id': [(4, env.ref('sales_toolkit.tag_high_potential').id)]})
env['sales_toolkit.follow_up'].create({'partner_id': partner.id, 'minutes': 'hi'})
env.cr.commit()
"""
AFTER = """
partner = env['res.partner'].search([('name', '=', 'Old 0')])
partner.write({'name': 'Still here', 'function': 'x'})
copy = partner.copy()
copy.unlink()
env['res.partner'].create({'name': 'New', 'is_company': True})
env['res.partner'].get_views([(False, 'form'), (False, 'list'), (False, 'kanban')])
env['crm.lead'].get_views([(False, 'form')])
env.cr.commit()
"""
COUNTS = """SELECT json_build_object(
    'partners', (SELECT json_agg(row_to_json(p)) FROM (
        SELECT id, name, vat, function, write_date FROM res_partner ORDER BY id) p),
    'messages', (SELECT count(*) FROM mail_message WHERE model IN ('res.partner', 'crm.lead')),
    'mails', (SELECT count(*) FROM mail_mail),
    'activities', (SELECT count(*) FROM mail_activity))"""


# What the ERP knows about modules, fields, rights and the like; none of it may stay behind
REGISTRY = " UNION ALL ".join(
    f"SELECT '{table}', count(*) FROM {table}"
    for table in ("ir_model", "ir_model_fields", "ir_model_access", "ir_model_relation", "ir_rule",  # noqa: E501
                  "ir_cron", "ir_act_server", "ir_act_window", "ir_ui_view", "ir_ui_menu", "ir_config_parameter", "ir_default",  # noqa: E501
                  "ir_sequence", "res_groups", "res_groups_privilege", "mail_activity_type", "mail_template",
                  "mail_message_subtype")
)  # fmt: skip


@pytest.fixture(scope="module")
def database():
    """A database that was in use before the add-on came."""
    layers = current()
    with layers.temporary(DATABASE, layers.base("base_import,crm")):
        run = Runner(layers)
        run.shell(BEFORE)
        run.before = run.counts()
        run.schema, run.registry = run.sql(COLUMNS), run.sql(REGISTRY)
        run.odoo("-i", ADDON)
        yield run


class Runner:
    def __init__(self, layers):
        self.layers = layers

    def odoo(self, *arguments):
        return self.layers.odoo.run(
            "-d", DATABASE, *arguments, "--stop-after-init", "--no-http", log="install-test"
        )

    def shell(self, code):
        odoo = self.layers.odoo
        command = [str(part) for part in odoo.command("shell", "-d", DATABASE, "--no-http")]
        result = subprocess.run(
            command, input=code, capture_output=True, text=True, env=odoo.environment, cwd=odoo.data
        )
        assert not result.returncode, result.stderr[-3000:]
        assert " ERROR " not in result.stderr, result.stderr[-3000:]

    def sql(self, statement):
        return self.layers.cluster.sql(statement, DATABASE)

    def counts(self):
        return json.loads(self.sql(COUNTS))


def test_existing_partners_stay_as_they_are(database):
    assert "Old 2" in {partner["name"] for partner in database.before["partners"]}
    assert database.counts() == database.before


def test_existing_partners_are_not_registered(database):
    assert database.sql("SELECT count(*) FROM res_partner WHERE registered_on IS NOT NULL") == "0"
    assert database.sql("SELECT count(*) FROM sales_toolkit_update_log") == "0"
    assert database.sql("SELECT count(*) FROM sales_toolkit_confidential") == "0"
    assert database.sql("SELECT count(*) FROM res_partner WHERE last_contact_date IS NOT NULL") == "0"


def test_updating_writes_no_rows(database):
    database.odoo("-u", ADDON)
    test_existing_partners_are_not_registered(database)
    assert database.counts() == database.before


EARLIER = """
    UPDATE ir_module_module SET latest_version = '19.0.1.0.0' WHERE name = 'sales_toolkit';
    DELETE FROM ir_model_data WHERE model = 'sales_toolkit.requirement';
    DELETE FROM sales_toolkit_requirement;
    ALTER TABLE res_partner DROP COLUMN completeness, DROP COLUMN missing_items, DROP COLUMN next_check_date,
        DROP COLUMN review_state, DROP COLUMN last_contact_kind, DROP COLUMN last_follow_up_id,
        ADD COLUMN last_contact_summary text;
    UPDATE ir_rule SET domain_force = $$['|', '|', '|', ('lead_id', '=', False), ('user_id', '=', user.id),
            ('lead_id.user_id', '=', user.id), ('lead_id.user_id', '=', False), ]$$
     WHERE id = (SELECT res_id FROM ir_model_data WHERE name = 'follow_up_rule_personal');
    ALTER TABLE crm_lead DROP COLUMN next_follow_up_date;
    DELETE FROM ir_model_data WHERE model = 'sales_toolkit.first_step';
    DELETE FROM sales_toolkit_first_step;
    UPDATE sales_toolkit_stall_cause SET name = '{"en_US": "Ours"}'
     WHERE id = (SELECT res_id FROM ir_model_data WHERE name = 'stall_cause_budget');
    ALTER TABLE sales_toolkit_follow_up DROP COLUMN method;
    DELETE FROM ir_model_data WHERE model IN ('sales_toolkit.grade_step', 'sales_toolkit.goal');
    DELETE FROM ir_model_data WHERE model = 'sales_toolkit.grade';
    DELETE FROM sales_toolkit_grade;
    DELETE FROM ir_model_data WHERE model = 'sales_toolkit.retrospective_tag';
    DELETE FROM sales_toolkit_retrospective_tag;
    DELETE FROM ir_model_data WHERE model LIKE 'sales_toolkit.contract_template%'
        OR model = 'sales_toolkit.approval_level' OR name = 'sequence_contract';
    DELETE FROM sales_toolkit_contract_template;
    DELETE FROM sales_toolkit_approval_level;
    DELETE FROM ir_sequence WHERE code = 'sales_toolkit.contract.template';
    CREATE INDEX sales_toolkit_update_log__partner_id_index ON sales_toolkit_update_log (partner_id);
    UPDATE mail_activity_type SET serves_follow_up = NULL;
    UPDATE crm_lead SET date_deadline = current_date + 10 WHERE name = 'Old deal';
    INSERT INTO sales_toolkit_follow_up (partner_id, state, done_at, channel_id)
        SELECT partner.id, 'done', now(), channel.res_id FROM res_partner AS partner, ir_model_data AS channel
         WHERE partner.name = 'Old 2' AND channel.name = 'channel_phone' AND channel.module = 'sales_toolkit';
    UPDATE res_partner SET registered_on = '2024-03-15', last_contact_date = now(), last_contact_summary = 'x'
     WHERE name = 'Old 2'"""
LAST = """SELECT last_contact_kind, outcome IS NULL FROM res_partner
            JOIN sales_toolkit_follow_up AS said ON said.id = last_follow_up_id"""
WORDS = "SELECT FROM information_schema.columns WHERE column_name = 'last_contact_summary'"
RULE = """SELECT domain_force LIKE '%deal_deleted%' FROM ir_rule
           WHERE id = (SELECT res_id FROM ir_model_data WHERE name = 'follow_up_rule_personal')"""


def test_upgrading_from_an_earlier_version_loses_nothing(database):
    """As version 19.0.1.0.0 left it: without the columns, the policy and the states of later ones."""
    database.sql(EARLIER)
    database.odoo("-u", ADDON)
    states = "SELECT name || ':' || COALESCE(review_state, '-') FROM res_partner WHERE name LIKE 'Old _'"
    assert sorted(database.sql(states).split("\n")) == ["Old 0:-", "Old 1:-", "Old 2:draft"]
    required = "SELECT count(*) FROM sales_toolkit_requirement WHERE level = 'required'"
    assert int(database.sql(required)) >= 5
    assert int(database.sql("SELECT count(*) FROM sales_toolkit_completeness_walk")) > 0
    cadence = "SELECT string_agg(code || follow_ups || per_days, ',' ORDER BY code) FROM sales_toolkit_grade"
    assert database.sql(cadence) == "a27,b17,c114"
    assert database.sql("SELECT count(*) FROM sales_toolkit_grade_step") == "6"
    contracts = "SELECT count(*) || ',' || sum(percent)::int FROM sales_toolkit_contract_template_line"
    assert database.sql(contracts) == "3,100"
    assert database.sql("SELECT count(*) FROM sales_toolkit_approval_level WHERE anybody") == "1"
    assert database.sql("SELECT count(*) FROM ir_sequence WHERE code LIKE 'sales_toolkit.contract%'") == "1"
    assert database.sql("SELECT string_agg(method, ',') FROM sales_toolkit_follow_up") == "phone"
    assert database.sql("SELECT count(*) FROM mail_activity_type WHERE serves_follow_up") == "3"
    assert database.sql("SELECT count(*) FROM sales_toolkit_retrospective_tag") == "20"
    indexes = "SELECT count(*) FROM pg_indexes WHERE tablename = 'sales_toolkit_update_log'"
    assert database.sql(indexes) == "3"
    assert database.sql("SELECT count(grade) FROM crm_lead WHERE name = 'Old deal'") == "0"
    assert database.sql("SELECT count(*) FROM mail_activity WHERE res_model = 'crm.lead'") == "0"
    assert database.sql("SELECT count(*), count(action_id) FROM sales_toolkit_first_step") == "7|7"
    assert database.sql("SELECT count(*) FROM sales_toolkit_stall_cause WHERE name->>'en_US' = 'Ours'") == "1"
    assert database.sql(LAST) == "Follow-up|t"
    assert not database.sql(WORDS)
    assert database.sql(RULE) == "t"
    database.sql("DELETE FROM sales_toolkit_follow_up")
    database.sql("UPDATE res_partner SET registered_on = NULL, review_state = NULL WHERE name = 'Old 2'")
    assert database.counts() == database.before


def test_what_a_company_has_deleted_stays_deleted(database):
    database.sql(
        """DELETE FROM sales_toolkit_contract_template_line; DELETE FROM sales_toolkit_question;
           DELETE FROM ir_model_data WHERE module = 'sales_toolkit'
              AND model IN ('sales_toolkit.contract_template_line', 'sales_toolkit.question')"""
    )
    database.odoo("-u", ADDON)
    rows = """SELECT count(*), (SELECT count(*) FROM sales_toolkit_contract_template_line)
                FROM sales_toolkit_question"""
    assert database.sql(rows) == "0|0"


def test_uninstalling_leaves_a_database_that_works(database):
    database.shell(USE)
    assert Database(database.layers, DATABASE).call("proof.scene.fill_everything") == []
    assert int(database.sql("SELECT count(*) FROM sales_toolkit_update_log")) > 5
    database.shell(f"env['ir.module.module'].search([('name', '=', '{ADDON}')]).button_immediate_uninstall()")
    assert database.sql(f"SELECT state FROM ir_module_module WHERE name = '{ADDON}'") == "uninstalled"
    assert not database.sql("SELECT tablename FROM pg_tables WHERE tablename LIKE 'sales_toolkit%'")
    assert database.sql(COLUMNS) == database.schema
    assert database.sql(REGISTRY) == database.registry
    # the ERP keeps its notes of foreign keys that went with their columns; the keys themselves are gone
    constraints = """SELECT string_agg(found.name, ' ') FROM ir_model_constraint AS found
                       JOIN ir_module_module AS module ON module.id = found.module
                       JOIN pg_constraint AS there ON there.conname = found.name
                      WHERE module.name LIKE 'sales_toolkit%'"""
    assert not database.sql(constraints)
    files = "SELECT count(*) FROM ir_attachment WHERE res_model LIKE 'sales_toolkit%'"
    assert database.sql(files) == "0"
    assert not database.sql("SELECT id FROM ir_model_data WHERE module = 'sales_toolkit'")
    database.shell(AFTER)
    assert database.sql("SELECT count(*) FROM res_partner WHERE name = 'Still here'") == "1"


def test_installing_again_works(database):
    database.odoo("-i", ADDON)
    assert database.sql("SELECT count(*) FROM sales_toolkit_update_log") == "0"
