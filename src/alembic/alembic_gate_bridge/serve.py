"""The bridge's loop: one request after the other, whatever the project's code does."""
import os
import sys

from alembic_gate_bridge.channel import Channel
from alembic_gate_bridge.failure import describe_failure
from alembic_gate_bridge.output import Output
from alembic_gate_bridge.surroundings import Surroundings


def serve(socket_path):
    session = None

    def answer_at_once(request):
        if request["do"] != "current":
            return None
        return {"sql": None, "file": None, "line": None} if session is None else session.describe_current()

    channel = Channel(socket_path, answer_at_once)
    surroundings = Surroundings()
    output = Output()
    while True:
        request = channel.next_request()
        if request["do"] == "close":
            break
        try:
            if session is None:
                # Only now, so that a missing Alembic is an answer and not a dead process.
                from alembic_gate_bridge.session import Session

                session = Session()
            answer = session.handle(request, output)
        except BaseException as error:  # noqa: B902 - sys.exit() and KeyboardInterrupt of the project are answers too
            answer = {"error": describe_failure(error, None)}
        finally:
            surroundings.restore()
        channel.answer(request, answer)
    # Threads that the project left running must not keep the process.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
