"""Put the service to the test that its own description makes possible: schemathesis over HTTP.

`python scripts/check_api.py [SECONDS]` serves the bundled stories on loopback and asks for some
minutes; it needs schemathesis (`pip install 'legation[fuzz]'`). Anything but clean is a fault.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import uvicorn

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from how_tos import fill_store  # noqa: E402

from legation.store import open_store  # noqa: E402
from legation.web.api.guarding import Bounds  # noqa: E402
from legation.web.app import make_app  # noqa: E402


def main(seconds: str = "240", command: str = "schemathesis") -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stories.db"
        fill_store(path)
        with open_store(str(path)) as store:
            app = make_app(store, bounds=Bounds(rate=0))
            server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
            thread = threading.Thread(target=server.run, daemon=True)
            thread.start()
            while not server.started:
                thread.join(0.05)
            port = server.servers[0].sockets[0].getsockname()[1]
            address = f"http://127.0.0.1:{port}/api/v1/openapi.json"
            run = [command, "run", address, "--max-time", seconds, "--continue-on-failure"]
            found = subprocess.run([*run, "--phases", "examples,coverage,fuzzing", "-n", "20"])
            server.should_exit = True
            thread.join(10)
    return found.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
