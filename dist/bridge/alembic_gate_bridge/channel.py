"""JSON lines over a private Unix socket.

A socket with a path, because wrappers such as `pdm run` and `poetry run` do not hand on other descriptors than the first three.
"""
import json
import os
import queue
import signal
import socket
import threading


class Channel:
    """Requests come in through a thread of their own, so that `current` is answered while a step hangs."""

    def __init__(self, path, answer_at_once):
        self._process = os.getpid()
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.connect(path)
        self._lock = threading.Lock()
        self._requests = queue.Queue()
        self._answer_at_once = answer_at_once
        threading.Thread(target=self._read, name="alembic-gate-channel", daemon=True).start()

    def _read(self):
        try:
            with self._socket.makefile("r", encoding="utf-8", newline="\n") as lines:
                for line in lines:
                    request = json.loads(line)
                    answer = self._answer_at_once(request)
                    if answer is None:
                        self._requests.put(request)
                    else:
                        self.answer(request, answer)
        finally:
            # The other side is gone, with an error where it left an answer unread, so nobody else will end what hangs
            # here. The process group is ours alone.
            os.killpg(os.getpgrp(), signal.SIGKILL)

    def next_request(self):
        return self._requests.get()

    def answer(self, request, answer):
        if os.getpid() != self._process:
            # A revision forked and its child came back from the step as well; only the parent speaks.
            os._exit(1)
        line = json.dumps({"id": request["id"], "answer": answer}) + "\n"
        with self._lock:
            self._socket.sendall(line.encode("ascii"))
