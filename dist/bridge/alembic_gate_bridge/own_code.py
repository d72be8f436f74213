"""Which code is the project's own, and not a library's."""
import os
import sys

_HERE = os.path.realpath(os.getcwd()) + os.sep
_OURS = os.path.dirname(os.path.abspath(__file__)) + os.sep
_INSTALLED = (os.sep + "site-packages" + os.sep, os.sep + "dist-packages" + os.sep)


def is_own(path):
    """Whether a file lies where Alembic is run, and is not installed there."""
    real = os.path.realpath(path)
    if not real.startswith(_HERE) or real.startswith(_OURS) or any(part in real for part in _INSTALLED):
        return False
    # A virtual environment in the project; outside of one, Python may be all that there is.
    return sys.prefix == sys.base_prefix or not real.startswith(os.path.realpath(sys.prefix) + os.sep)


def find_own_place(frame):
    """File and line of the innermost frame of the project's own code."""
    while frame is not None:
        if is_own(frame.f_code.co_filename):
            return frame.f_code.co_filename, frame.f_lineno
        frame = frame.f_back
    return None, None
