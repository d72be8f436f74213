"""The connections of this process by the server they lead to, for drivers in C that do not tell their socket."""
import functools
import os
import socket
import stat

from alembic_gate_bridge.addresses import find_socket
from alembic_gate_bridge.drivers import shut_down

_DESCRIPTORS = "/dev/fd"


def end_connections_to(url):
    """Ends every connection to the server of a SQLAlchemy URL, whoever has opened it."""
    addresses = _find_addresses(url.host, url.port, find_socket(url))
    for name in os.listdir(_DESCRIPTORS) if addresses else ():
        if _find_peer(int(name)) in addresses:
            shut_down(int(name))


@functools.lru_cache(maxsize=8)
def _find_addresses(host, port, path):
    addresses = {path} if path else set()
    if host and port:
        try:
            addresses.update(entry[4][:2] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except OSError:
            # A name that leads nowhere has led nobody there.
            pass
    return frozenset(addresses)


def _find_peer(descriptor):
    try:
        if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
            return None
        with socket.socket(fileno=os.dup(descriptor)) as connection:
            peer = connection.getpeername()
    except OSError:
        # Closed in the meantime, or not connected.
        return None
    return peer[:2] if isinstance(peer, tuple) else peer
