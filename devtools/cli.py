"""The command line: which subcommand, and how every way to fail becomes one line and an exit code."""

import argparse
import errno
import signal
import sys

from . import proc
from .say import Trouble, complain

DESCRIPTION = "Run and test the Sales Toolkit add-on for Odoo 19. Everything it makes is in .state/"


def main(arguments):
    proc.adopt_orphans()
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        return _dispatch(arguments)
    except KeyboardInterrupt:
        return 130
    except Trouble as trouble:
        complain(trouble)
    except proc.Failed as failed:
        complain(f"unexpected: {failed.last_line()}")
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        complain("the disk is full: make room, or set SALES_TOOLKIT_STATE to a folder on another disk")
    finally:
        proc.sweep()
    return 1


def _interrupt(_number, _frame):
    raise KeyboardInterrupt


def _dispatch(arguments):
    parser = argparse.ArgumentParser(prog="./dev", description=DESCRIPTION)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("test", help="run all tests; further arguments go to pytest", add_help=False)
    chosen, rest = parser.parse_known_args(arguments)
    if chosen.command == "test":
        from .testing import test

        return test(rest)
    if rest:
        parser.error(f"unknown argument {rest[0]}")
    sys.exit(2)
