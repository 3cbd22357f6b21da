"""Scheduled actions that are killed, and one bad record among many: the quick part of `./dev prove
crash|poison`."""

import pytest

from devtools.testing import current
from proof.crash import MAIN, prepared, select
from proof.poison import problem

ROWS = 300
POINTS = 6


@pytest.fixture(scope="module")
def database():
    with prepared(current(), ROWS) as prepared_database:
        yield prepared_database


@pytest.mark.parametrize("name", MAIN)
def test_an_action_that_is_killed_loses_and_doubles_nothing(database, name):
    database.call("proof.children.give_back")
    [cron] = select(database, [name])
    results = database.call("proof.crash.kill_at_points", cron, POINTS)
    assert results["changed"] > 50, "nothing was due: the proof is none"
    assert results["killed"] == POINTS
    assert not results["wrong"], results["wrong"][0][1]


def test_an_action_that_has_no_time_does_a_batch_all_the_same(database):
    database.call("proof.children.give_back")
    turns = database.call("proof.hurry.first_turns", select(database))
    assert len([name for name, (done, _remaining) in turns.items() if done]) >= 10, turns
    idle = {name: turn for name, turn in turns.items() if not turn[0] and turn[1]}
    assert not idle, "they would never begin where looking for what is due takes long"


def test_one_bad_record_does_not_stop_the_others(database):
    database.call("proof.children.give_back")
    results = database.call("proof.poison.poison_each", select(database))
    wrong = [f"{one['name']}: {problem(one)}\n{one['what']}" for one in results if problem(one)]
    assert not wrong, "\n".join(wrong)
    assert len(results) >= 18
