"""What a revision may change of its process and must not leave to the next one."""
import os
import signal
import socket
import sys

_SIGNALS = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGCHLD", "SIGPIPE")
    if hasattr(signal, name)
)


class Surroundings:
    def __init__(self):
        self._directory = os.getcwd()
        self._environment = dict(os.environ)
        self._streams = (sys.stdin, sys.stdout, sys.stderr)
        self._signals = {number: signal.getsignal(number) for number in _SIGNALS}
        self._mask = os.umask(0o022)
        os.umask(self._mask)

    def settle(self):
        """What env.py and the modules it imported have set stays: modules are imported once and do not set it again."""
        self._environment = dict(os.environ)

    def move(self, directory):
        """From now on each request begins there."""
        os.chdir(directory)
        self._directory = directory
        self._environment = dict(os.environ)

    def restore(self):
        os.chdir(self._directory)
        if dict(os.environ) != self._environment:
            os.environ.clear()
            os.environ.update(self._environment)
        streams = [stream for stream in self._streams if not getattr(stream, "closed", False)]
        if len(streams) == len(self._streams):
            sys.stdin, sys.stdout, sys.stderr = self._streams
        for number, handler in self._signals.items():
            if handler is not None and signal.getsignal(number) is not handler:
                signal.signal(number, handler)
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        os.umask(self._mask)
        socket.setdefaulttimeout(None)
        # env.py runs anew for each step and often adds to the search path, which would grow with the history.
        sys.path[:] = list(dict.fromkeys(sys.path))
