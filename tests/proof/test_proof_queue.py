"""The scheduled actions as jobs, by a real server's job runner: the quick part of `./dev prove queue`."""

import pytest

from devtools.testing import current
from proof.database import Database
from proof.queue import KILLED, POISONED, do_by_scheduler, staged, tell

ROWS = 300
SOME = ("plan_follow_ups", "run_due_erasures", "update_grades", "open_data_checks", "mark_dormant_customers")


@pytest.fixture(scope="module")
def stage():
    with staged(current(), ROWS, hurried=True) as prepared:
        yield prepared


@pytest.fixture(scope="module")
def story(stage):
    return tell(stage, [f"sales_toolkit.cron_{name}" for name in SOME])


def test_each_batch_is_a_job_and_all_are_done(story):
    assert all(story["jobs"].values()), story
    assert story["jobs"][KILLED] > 3
    assert sum(story["jobs"].values()) > 20, story
    assert not story["failed"]


def test_a_killed_worker_s_job_is_begun_again(story):
    assert story["killed"] == story["begun again"] == 1
    assert story["done before"] > 0, "it was killed before anything was done"


def test_an_action_that_is_due_twice_waits_once(story):
    assert story["waiting"] == 1


def test_a_bad_record_is_left_out_and_named(story):
    [line] = story["left out"]
    assert "Data check" in line
    assert story["jobs"][POISONED] == 1, "it was tried again at once"


def test_what_the_jobs_did_is_what_the_scheduler_does(stage, story):
    result = stage.difference(story["jobs"])
    assert result["changed"] > 500
    assert not result["what"], result["what"]


def test_an_action_that_is_never_to_be_a_job_is_none(stage, story):
    assert do_by_scheduler(stage.served, KILLED) == 0


def test_without_a_runner_the_scheduler_does_it_itself_and_failures_are_shown(stage, story):
    stage.served.stop()
    found = Database(current(), stage.served.name).call("proof.queue_alone.alone")
    assert found["jobs without a runner"] == 0
    assert found["while it is being done"] == "It is being done already."
    assert found["failed"] == "Sales Toolkit: update grades failed: see the server's log."
    assert found["failures"] == 1
    assert found["switched off"] == 0
    assert (found["jobs after uninstalling"], found["triggers"]) == (0, 1)
