"""What a step prints, also from C code and child processes: descriptors 1 and 2 go to a file."""
import os
import sys

LIMIT = 4000


class Output:
    """The file lies beside the socket, so that what was printed can still be read when this process has died."""

    def __init__(self, path):
        flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
        self._descriptor = os.open(path, flags, 0o600)
        self._attach()
        self._begin = 0
        self._end = None

    def _attach(self):
        os.dup2(self._descriptor, 1)
        os.dup2(self._descriptor, 2)

    def clear(self):
        """Forgets what was printed; a stream that the last step closed is opened again."""
        self._flush()
        self._attach()
        for name, descriptor in (("stdout", 1), ("stderr", 2)):
            if getattr(getattr(sys, name), "closed", True):
                setattr(sys, name, open(descriptor, "w", buffering=1, closefd=False, errors="backslashreplace"))
        os.ftruncate(self._descriptor, 0)
        self._begin, self._end = 0, None

    def begin(self):
        """From here on it is the revision that prints; what Alembic logged before is not shown."""
        self._flush()
        self._begin, self._end = self._size(), None

    def end(self):
        self._flush()
        self._end = self._size()

    def read(self):
        """The end of what the revision printed, or of everything printed where none has begun."""
        self._flush()
        end = self._size() if self._end is None else self._end
        start = max(self._begin, end - LIMIT)
        text = os.pread(self._descriptor, end - start, start).decode("utf-8", "replace")
        return ("…" if start > self._begin else "") + text

    def _size(self):
        return os.fstat(self._descriptor).st_size

    def _flush(self):
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (ValueError, OSError, AttributeError):
                # Closed or replaced by the project; what it held back is lost to it as well.
                pass
