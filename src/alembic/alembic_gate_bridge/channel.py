"""JSON lines over a private Unix socket."""
import json
import queue
import socket
import threading


class Channel:
    """Requests come in through a thread of their own, so that `current` is answered while a step hangs."""

    def __init__(self, path, answer_at_once):
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.connect(path)
        self._lock = threading.Lock()
        self._requests = queue.Queue()
        self._answer_at_once = answer_at_once
        threading.Thread(target=self._read, name="alembic-gate-channel", daemon=True).start()

    def _read(self):
        with self._socket.makefile("r", encoding="utf-8", newline="\n") as lines:
            for line in lines:
                request = json.loads(line)
                answer = self._answer_at_once(request)
                if answer is None:
                    self._requests.put(request)
                else:
                    self.answer(request, answer)
        # The other side is gone.
        self._requests.put({"do": "close", "id": 0})

    def next_request(self):
        return self._requests.get()

    def answer(self, request, answer):
        line = json.dumps({"id": request["id"], "answer": answer}, default=str) + "\n"
        # Lone surrogates (undecodable bytes in messages) have no UTF-8 form.
        with self._lock:
            self._socket.sendall(line.encode("utf-8", "replace"))
