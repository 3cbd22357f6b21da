"""A real server for the length of a ``with`` block, for proofs and benchmarks."""

import socket
import time
import urllib.request
from contextlib import contextmanager

from . import proc

PATIENCE = 120  # seconds until it answers


@contextmanager
def serving(odoo, databases, *options, log, patience=10, wait=True):
    """A server of these databases, once it answers: its process and its port.

    :param options: further arguments of Odoo's own
    :param log: name of its log in ``.state/log/``
    :param patience: seconds that it gets to come to its end
    :param wait: or else whoever starts several of them waits for all
    """
    port = free_port()
    process = odoo.serve(
        *("-d", ",".join(databases), f"--db-filter=^({'|'.join(databases)})$"),
        *(f"--http-port={port}", f"--gevent-port={free_port()}", *options),
        log=log,
    )
    try:
        if wait:
            wait_for(process, port, log)
        yield process, port
    finally:
        proc.stop(process, patience=patience)


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(process, port, log):
    deadline = time.monotonic() + PATIENCE
    while not answers(port):
        assert process.poll() is None, f"the server has ended: .state/log/{log}.log"
        assert time.monotonic() < deadline, "the server does not answer"
        time.sleep(0.2)


def answers(port):
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/web/health", timeout=60).read()
    except OSError:
        return b""
