"""Entry of the bridge: `python bridge.py <path of a Unix socket>`.

Drives the project's own Alembic for Alembic Gate, in processes that are asked for over the socket. Standard library plus
what the project has installed; see `alembic_gate_bridge/`.
"""
import gc
import os
import sys
import sysconfig

# Nothing may be written beside our or the project's sources, and nothing of ours may be found by the project's imports:
# the search path begins as it does for the `alembic` command, with the directory of the interpreter's scripts. Alembic
# adds `prepend_sys_path` itself.
sys.dont_write_bytecode = True
_ours = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or os.getcwd()) != _ours]
sys.path.insert(0, _ours)
# While modules are imported almost nothing becomes garbage, and looking for it is a tenth of the start. `Session` ends this.
gc.disable()
try:
    from alembic_gate_bridge.forks import serve_forks
finally:
    sys.path[0] = sysconfig.get_path("scripts")

if __name__ == "__main__":
    serve_forks(sys.argv[1])
