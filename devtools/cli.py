"""The command line: which subcommand, and how every way to fail becomes one line and an exit code."""

import argparse
import errno
import os
import signal

from . import proc
from .say import Trouble, complain
from .state import State

DESCRIPTION = "Run and test the Sales Toolkit add-on for Odoo 19. Everything it makes is in .state/"


def main(arguments):
    proc.adopt_orphans()
    for number in (signal.SIGINT, signal.SIGTERM):  # also where a shell had us ignore SIGINT
        signal.signal(number, _interrupt)
    try:
        return _dispatch(arguments)
    except KeyboardInterrupt:
        return 130
    except Trouble as trouble:
        complain(trouble)
    except proc.Failed as failed:
        complain(f"unexpected: {failed.last_line()}")
    except BrokenPipeError:  # whoever read our lines is gone; Python would complain when it flushes them
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
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
    _add_run(commands)
    commands.add_parser("test", help="run all tests; further arguments go to pytest", add_help=False)
    translate = commands.add_parser("i18n", help="bring the files of translations in line with the sources")
    translate.add_argument(
        "--check", action="store_true", help="change nothing, fail if they are not in line"
    )
    write = commands.add_parser("docs", help="bring the tables in docs/ in line with the sources")
    write.add_argument("--check", action="store_true", help="change nothing, fail if they are not in line")
    shots = commands.add_parser(
        "screenshots", help="take the pictures in docs/screenshots, in both languages"
    )
    shots.add_argument("names", nargs="*", help="screens of devtools/screens.py (default: all of them)")
    shots.add_argument("--scan", action="store_true", help="instead: look for English on the Chinese screens")
    commands.add_parser("lint", help="what machines can say about the sources")
    bench = commands.add_parser("bench", help="measure how fast it is, beside a reference")
    bench.add_argument("names", nargs="*", help="default: all of them")
    bench.add_argument("--partners", type=int, default=1_000_000, help="default: 1,000,000")
    prove = commands.add_parser("prove", help="put a promise to the proof, at length; lists them")
    prove.add_argument("name", nargs="?", help="further arguments go to the proof")
    tidy = commands.add_parser("format", help="format the Python files")
    tidy.add_argument("paths", nargs="*", help="default: all of them")
    chosen, rest = parser.parse_known_args(arguments)
    if rest and chosen.command not in ("test", "prove"):
        parser.error(f"unknown argument {rest[0]}")
    return COMMANDS[chosen.command](State().make(), chosen, rest)


def _add_run(commands):
    run = commands.add_parser(
        "run", help="serve the ERP with the add-on; the data stay from one start to the next"
    )
    run.add_argument("--port", type=int, default=8069, help="on 127.0.0.1 (default: 8069)")
    run.add_argument("--no-demo", dest="demo", action="store_false", help="a new database gets no demo data")
    run.add_argument("--lang", choices=["en_US", "zh_CN"], help="the language of the logins that are printed")
    run.add_argument("--fresh", action="store_true", help="throw the data away and begin anew")
    run.add_argument(
        "--odoo", metavar="PATH", help="an Odoo 19 that is already there, instead of fetching it"
    )


def _run(state, chosen, _rest):
    from .serve import serve

    return serve(state, chosen)


def _test(state, _chosen, rest):
    from .testing import test

    return test(state, rest)


def _i18n(state, chosen, _rest):
    from .i18n import i18n

    return i18n(state, chosen.check)


def _docs(_state, chosen, _rest):
    from .docs import docs

    return docs(chosen.check)


def _screenshots(state, chosen, _rest):
    from .screenshots import screenshots

    return screenshots(state, chosen)


def _lint(state, _chosen, _rest):
    from .lint import lint

    return lint(state)


def _bench(state, chosen, _rest):
    from .bench import bench

    return bench(state, chosen)


def _prove(state, chosen, rest):
    from .prove import prove

    return prove(state, chosen, rest)


def _format(state, chosen, _rest):
    from .lint import reformat

    return reformat(state, chosen.paths)


COMMANDS = {
    "run": _run,
    "test": _test,
    "bench": _bench,
    "prove": _prove,
    "i18n": _i18n,
    "docs": _docs,
    "screenshots": _screenshots,
    "lint": _lint,
    "format": _format,
}
