"""What a step prints, also from C code and child processes: descriptors 1 and 2 go to a file."""
import os
import sys
import tempfile

LIMIT = 4000


class Output:
    def __init__(self):
        self._file = tempfile.TemporaryFile()
        os.dup2(self._file.fileno(), 1)
        os.dup2(self._file.fileno(), 2)

    def clear(self):
        self._flush()
        os.ftruncate(self._file.fileno(), 0)
        os.lseek(self._file.fileno(), 0, os.SEEK_SET)

    def read(self):
        """The end of what was printed since `clear`."""
        self._flush()
        size = os.fstat(self._file.fileno()).st_size
        start = max(0, size - LIMIT)
        text = os.pread(self._file.fileno(), LIMIT, start).decode("utf-8", "replace")
        return ("… " if start else "") + text

    def _flush(self):
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (ValueError, OSError, AttributeError):
                # Closed or replaced by the project; what it held back is lost to it as well.
                pass
