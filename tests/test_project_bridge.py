"""The bridge to the Project app, in a database of its own to which that app comes (O10)."""

import subprocess

from devtools.layers import QUICK
from devtools.testing import current

MODULES = "project,sales_toolkit_project"
SCRIPT = """
from datetime import timedelta
def user(login, group):
    values = {"login": login, "email": login + "@x.example", "group_ids": [(6, 0, [env.ref(group).id])]}
    return env["res.users"].create({"name": login, **values})
leader = user("delivery_leader", "sales_toolkit.group_delivery")
rep = user("delivery_rep", "sales_team.group_sale_salesman")
planner = user("planner", "project.group_project_manager")
team = env["sales_toolkit.delivery_team"].create({"name": "Installation", "user_id": leader.id})
env.company.delivery_team_id = team
env.company.handover_start = "win"
customer = env["res.partner"].create({"name": "Hengli", "is_company": True})
def won(name):
    values = {"name": name, "type": "opportunity", "user_id": rep.id, "partner_id": customer.id}
    deal = env["crm.lead"].create(values)
    mails = env["mail.mail"].search_count([])
    deal.action_set_won()
    env.flush_all()
    assert env["mail.mail"].search_count([]) == mails
    return env["sales_toolkit.handover"].search([("lead_id", "=", deal.id)])
handover = won("Water treatment")
project = handover.project_id
assert (handover.state, project.name) == ("started", "Water treatment")
assert (project.partner_id, project.user_id) == (customer, leader)
steps, tasks = handover.step_ids, handover.step_ids.task_id
assert len(tasks) == len(steps) == 5 and tasks.project_id == project
for step in steps:
    assert (step.task_id.name, step.task_id.user_ids) == (step.name, step.user_id), step.name
    assert step.task_id.date_deadline.date() == step.date_end, step.name
print("PROJECT", "MADE")
steps[0].with_user(leader).action_done()
steps[1].with_user(leader).action_skip("No need")
assert steps.task_id.mapped("state")[:2] == ["1_done", "1_canceled"], steps.task_id.mapped("state")
steps[0].with_user(leader).action_reopen()
assert steps[0].task_id.state == "01_in_progress"
steps[2].with_user(leader).write({"date_end": steps[2].date_end + timedelta(days=7), "name": "Install"})
assert steps[2].task_id.date_deadline.date() == steps[2].date_end and steps[2].task_id.name == "Install"
print("STEPS", "LEAD")
task = steps[3].task_id.with_user(planner)
task.state = "1_done"
assert (steps[3].state, steps[3].done_by, steps[3].activity_id.active) == ("done", planner, False)
task.state = "01_in_progress"
assert steps[3].state == "planned" and steps[3].activity_id.active
task.date_deadline += timedelta(days=2)
assert steps[3].date_end == task.date_deadline.date() == steps[3].activity_id.date_deadline
task.user_ids = rep
assert steps[3].user_id == rep == steps[3].activity_id.user_id
stranger = user("stranger", "sales_team.group_sale_salesman")
stranger.group_ids |= env.ref("project.group_project_user")
steps[3].task_id.with_user(stranger).user_ids = stranger
env.flush_all()
env.invalidate_all()
assert steps[3].user_id == rep, "became concerned by a task"
assert not handover.with_user(stranger).has_access("read")
steps[3].task_id.with_user(planner).user_ids = leader
assert steps[3].user_id == leader, "the delivery leader may read it anyway"
rep.group_ids |= env.ref("project.group_project_user")
steps[3].task_id.with_user(rep).user_ids = stranger
assert steps[3].user_id == stranger, "whoever may write the step gives it to a colleague"
steps[3].user_id = rep
print("NO", "WAY IN")
steps[4].task_id.with_user(planner).state = "1_canceled"
assert steps[4].state == "skipped" and steps[4].skip_reason
print("TASKS", "LEAD")
deal = handover.lead_id
deal.write({"stage_id": env.ref("crm.stage_lead2").id, "probability": 20})
env.flush_all()
assert not handover.active and not project.active
deal.action_set_won()
env.flush_all()
assert handover.active and project.active and handover.project_id == project
assert env["project.project"].search_count([("name", "=", "Water treatment")]) == 1
def reopen():
    deal.write({"stage_id": env.ref("crm.stage_lead2").id, "probability": 20})
    env.flush_all()
project.active = False
reopen()
deal.action_set_won()
env.flush_all()
assert handover.active and not project.active, "somebody archived it on purpose"
project.active = True
reopen()
deal.action_set_won()
env.flush_all()
assert project.active
print("PUT AWAY", "ON PURPOSE")
values = {"handover_id": handover.id, "name": "Crane", "user_id": leader.id}
added = env["sales_toolkit.handover_step"].with_user(leader).create(values)
assert added.sudo().task_id.project_id == project
assert project.with_user(env.ref("base.user_admin")).action_open_handover()["res_id"] == handover.id
assert project.with_user(env.ref("base.user_admin")).handover_count == 1
assert project.with_user(planner).handover_count == 0
assert not leader.has_group("project.group_project_user")
tasks.unlink()
assert steps.exists() == steps
print("NOT", "TWICE")
task = added.sudo().task_id
added.with_user(leader).unlink()
assert (task.state, task.active) == ("1_canceled", True), task.state
gone = won("Gone")
project, tasks, step = gone.project_id, gone.step_ids.task_id, gone.step_ids[0]
step.with_user(leader).action_done()
done = step.task_id
gone.lead_id.unlink()
env.flush_all()
assert not gone.exists() and not project.active
assert done.state == "1_done" and set((tasks - done).mapped("state")) == {"1_canceled"}
print("NOTHING", "LEFT BEHIND")
for view in ("form",):
    for model in ("sales_toolkit.handover", "project.project", "res.config.settings"):
        env[model].with_user(env.ref("base.user_admin")).get_views([(False, view)])
env["sales_toolkit.handover"].with_user(leader).get_views([(False, "form")])
assert handover.with_user(leader).read()[0]["deal_name"] == "Water treatment"
env.company.handover_project = False
assert not won("Another").project_id
print("SWITCHED", "OFF")
"""
STEPS = ("PROJECT MADE", "STEPS LEAD", "TASKS LEAD", "PUT AWAY ON PURPOSE", "NOT TWICE")
STEPS += ("NO WAY IN", "NOTHING LEFT BEHIND", "SWITCHED OFF")


def test_a_plan_becomes_a_project_and_both_stay_in_step():
    layers = current()
    with layers.temporary("project_bridge"):
        layers.odoo.run("-d", "project_bridge", "-i", MODULES, *QUICK, log="project_bridge")
        command = [str(part) for part in layers.odoo.command("shell", "-d", "project_bridge", "--no-http")]
        done = subprocess.run(
            command,
            input=SCRIPT,
            env=layers.odoo.environment,
            cwd=layers.odoo.data,
            capture_output=True,
            text=True,
        )
    assert [step for step in STEPS if step not in done.stdout] == [], done.stderr[-3000:]
