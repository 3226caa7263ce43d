"""A dashboard of its own for tests and benchmarks: started as a user starts it, ended by its id."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
LONGEST_START = 60.0


@dataclass(frozen=True, slots=True)
class Server:
    """A running dashboard: its address, its process and the file that holds all it wrote."""

    url: str
    process: "subprocess.Popen[bytes]"
    log: Path

    def is_up(self) -> bool:
        """Say whether the process lives and answers."""
        return self.process.poll() is None and answers(int(self.url.rsplit(":", 1)[1]))


@contextmanager
def running_server(folder: Path) -> Iterator[Server]:
    """Start the dashboard on a free port, wait until it answers, and stop it afterwards."""
    port = free_port()
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
            cwd=ROOT,
            env=os.environ
            | {"ENGAWA_VAR": str(folder / "var"), "ENGAWA_MODELS": str(folder / "models")},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_up(process, port)
            yield Server(f"http://{HOST}:{port}", process, log)
        finally:
            process.terminate()
            process.wait(timeout=20)


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait_until_up(process: "subprocess.Popen[bytes]", port: int) -> None:
    """Return once the server answers. Raises RuntimeError if it ends or takes too long."""
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline and process.poll() is None:
        if answers(port):
            return
        time.sleep(0.02)
    raise RuntimeError("the dashboard did not start")


def answers(port: int) -> bool:
    """Say whether the server reports that it is well."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()
