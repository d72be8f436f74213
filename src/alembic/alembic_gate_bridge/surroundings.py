"""What a revision may change of its process and must not leave to the next one."""
import os
import signal
import sys


class Surroundings:
    def __init__(self):
        self._directory = os.getcwd()
        self._environment = dict(os.environ)
        self._streams = (sys.stdin, sys.stdout, sys.stderr)
        self._signals = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def keep_environment(self):
        """What was set on purpose since the start stays."""
        self._environment = dict(os.environ)

    def restore(self):
        os.chdir(self._directory)
        if dict(os.environ) != self._environment:
            os.environ.clear()
            os.environ.update(self._environment)
        sys.stdin, sys.stdout, sys.stderr = self._streams
        for number, handler in self._signals.items():
            if signal.getsignal(number) is not handler:
                signal.signal(number, handler)
