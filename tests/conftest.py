"""What all tests share: no network, one BLAS thread, the pipeline loaded once at most."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import postgres
import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from legation import Reader

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# A machine that does other things is slow at times; what must be quick has a test of its own.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Refuse connections that leave the machine: no test needs the network."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: Any) -> None:
        internet = self.family in (socket.AF_INET, socket.AF_INET6)
        if internet and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test reached for the network: {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", local_only)
        yield


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The one reader of a test run; tests that use it are marked `model`."""
    from legation import Reader

    return Reader()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a PostgreSQL server of this run; in CI tests on it are never skipped."""
    if postgres.programs() is None and not os.environ.get("CI"):
        pytest.skip("no PostgreSQL here: install Debian's package postgresql")
    with postgres.server() as url:
        yield url
