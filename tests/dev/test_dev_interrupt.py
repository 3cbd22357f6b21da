"""`./dev test` ended before its time leaves nothing behind."""

import signal

import pytest

from dev_process import eventually


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_ended_while_making_the_database_leaves_no_process(fetched, number):
    with fetched.running("test", until="making the database") as process:
        eventually(lambda: any("-m odoo" in line for line in fetched.processes()))
        process.send_signal(number)
        assert process.wait(60) == (-signal.SIGKILL if number == signal.SIGKILL else 130)
        eventually(lambda: not fetched.processes(), patience=60)
