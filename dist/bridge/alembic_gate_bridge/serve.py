"""The bridge's loop: one request after the other, whatever the project's code does."""
import faulthandler
import os

from alembic_gate_bridge.channel import Channel
from alembic_gate_bridge.failure import describe_failure
from alembic_gate_bridge.output import Output
from alembic_gate_bridge.surroundings import Surroundings


def serve(socket_path):
    """Connects to the socket and does what it is told until it is told to close."""
    directory = os.path.dirname(socket_path)
    session = None

    def answer_at_once(request):
        if request["do"] != "current":
            return None
        return {"sql": None, "file": None, "line": None} if session is None else session.describe_current()

    channel = Channel(socket_path, answer_at_once)
    surroundings = Surroundings()
    output = Output(os.path.join(directory, "output"))
    # A crash in C code leaves the Python stack in the output. The descriptor is kept open by `output`.
    faulthandler.enable(2)
    begin = _open_begun(os.path.join(directory, "begun"))
    while True:
        request = channel.next_request()
        if request["do"] == "close":
            # Threads that the project left running must not keep the process.
            os._exit(0)
        try:
            if session is None:
                # Only now, so that a missing Alembic is an answer and not a dead process.
                from alembic_gate_bridge.session import Session

                session = Session(output, surroundings, begin)
            answer = session.handle(request)
        except BaseException as error:  # noqa: B902 - sys.exit() and KeyboardInterrupt of the project are answers too
            answer = {"error": describe_failure(error)}
            if session is None:
                answer["error"]["message"] += _name_installed()
        finally:
            surroundings.restore()
        channel.answer(request, answer)


def _name_installed():
    """The versions that the bridge could not be made with, the end of a message; empty where there are none."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return ". Installed are Alembic %s and SQLAlchemy %s" % (version("alembic"), version("SQLAlchemy"))
    except PackageNotFoundError:
        return ""


def _open_begun(path):
    """Notes the revision that begins where it can be read when this process has died of it."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)

    def begin(revision):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, revision.encode("utf-8"), 0)

    return begin
