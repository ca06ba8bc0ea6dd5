# SPDX-License-Identifier: Apache-2.0
"""Keep tests off the network: a connection or a look-up beyond this machine is refused and recorded."""

import ipaddress
import socket
import sys

# What was tried, so that a test fails even where the code under test catches the refusal.
attempts: list[str] = []
_BY_SOCKET = {"socket.connect", "socket.sendto", "socket.sendmsg"}
_BY_NAME = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


class NetworkRefused(RuntimeError):
    """A test tried to reach another machine."""


def _is_local(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(name)).is_loopback
    except ValueError:
        return False


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Raise NetworkRefused if an audit event of Python reaches beyond this machine."""
    if event in _BY_SOCKET:
        used, address = arguments[:2]
        assert isinstance(used, socket.SocketType)
        if used.family not in (socket.AF_INET, socket.AF_INET6) or not isinstance(address, tuple):
            return
        host = address[0]
    elif event in _BY_NAME:
        host = arguments[0]
    else:
        return
    if not _is_local(host):
        attempts.append(f"{event} {host}")
        raise NetworkRefused(attempts[-1])


def forbid() -> None:
    """Refuse the network from now on, in this process; a hook cannot be taken away again."""
    sys.addaudithook(_refuse)
