# SPDX-License-Identifier: Apache-2.0
"""The network is refused to tests, and the machine itself is not."""

import socket
from collections.abc import Callable

import pytest

from tests import network

ELSEWHERE = "192.0.2.1"  # RFC 5737: an address of nobody


def connect() -> None:
    with socket.socket() as stream:
        stream.settimeout(1)
        stream.connect((ELSEWHERE, 80))


def send() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as datagrams:
        datagrams.sendto(b"x", (ELSEWHERE, 53))


@pytest.mark.parametrize(
    "reach",
    [
        connect,
        send,
        lambda: socket.getaddrinfo("www.example.org", 443),
        lambda: socket.gethostbyname("www.example.org"),
        lambda: socket.gethostbyaddr(ELSEWHERE),
    ],
)
def test_another_machine_is_refused_and_recorded(reach: Callable[[], object]) -> None:
    with pytest.raises(network.NetworkRefused) as refused:
        reach()
    assert network.attempts.pop() == str(refused.value)


def test_this_machine_is_reached() -> None:
    socket.getaddrinfo("localhost", None)
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as stream:
        assert stream.getpeername() == server.getsockname()


def test_sockets_that_are_files_are_left_alone() -> None:
    near, far = socket.socketpair()
    with near, far:
        near.sendall(b"x")
        assert far.recv(1) == b"x"
