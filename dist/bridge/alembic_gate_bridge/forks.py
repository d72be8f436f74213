"""A Python that has Alembic imported and splits off a process for each bridge, so that the import is paid once.

The control socket brings `{"id", "socket"}`; the answers are `{"id", "pid"}`, and `{"id", "exitCode", "signal"}` when
that process has ended. Nothing of the project runs here.
"""
import gc
import json
import os
import select
import signal
import socket
import sys
import traceback

from alembic_gate_bridge.serve import serve


def serve_forks(control_path):
    """Makes processes until the other side is gone. Never returns."""
    control = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        control.connect(control_path)
        _import_alembic()
        # Pages of objects that are never collected stay shared with the processes.
        gc.freeze()
        _make_processes(control)
    except OSError:
        # The other side is gone, with an error where it left an answer unread.
        pass
    finally:
        if sys.exc_info()[0] is not None:
            traceback.print_exc()
            sys.stderr.flush()
        # Wrappers such as `uv run` wait for us in the same group.
        os.killpg(os.getpgrp(), signal.SIGKILL)


def _make_processes(control):
    woken, wake = os.pipe()
    for descriptor in (woken, wake):
        os.set_blocking(descriptor, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    ids = {}
    rest = b""
    while True:
        ready = select.select([control, woken], [], [])[0]
        if woken in ready:
            _drain(woken)
            _report_ended(control, ids)
        if control in ready:
            received = control.recv(65536)
            if not received:
                return
            *lines, rest = (rest + received).split(b"\n")
            for request in map(json.loads, lines):
                pid = os.fork()
                if pid == 0:
                    _become_bridge(request["socket"], (control, woken, wake))
                ids[pid] = request["id"]
                _tell(control, id=request["id"], pid=pid)


def _import_alembic():
    try:
        import alembic_gate_bridge.session  # noqa: F401
    except BaseException:  # noqa: B902 - whatever it is, each process meets it again and tells it as an answer
        pass


def _become_bridge(path, inherited):
    """Never returns: two processes must not both be the maker of processes."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        control, woken, wake = inherited
        control.close()
        os.close(woken)
        os.close(wake)
        # A group of its own, so that ending it ends what the project's code starts.
        os.setsid()
        serve(path)
    except BaseException:  # noqa: B902 - a bug of ours; the other side shows what is written here
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(1)


def _report_ended(control, ids):
    while ids:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
        name = None if number is None else signal.Signals(number).name
        _tell(control, id=ids.pop(pid), exitCode=os.WEXITSTATUS(status) if number is None else None, signal=name)


def _tell(control, **message):
    control.sendall((json.dumps(message) + "\n").encode("ascii"))


def _drain(descriptor):
    try:
        while os.read(descriptor, 4096):
            pass
    except BlockingIOError:
        pass
