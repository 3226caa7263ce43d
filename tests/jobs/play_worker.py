"""A worker whose work is a play: the file of the request says how it goes."""

import subprocess
import sys
import time
from pathlib import Path

from core.jobs import Request, worker
from core.learning.progress import Progress
from core.locking import locked

PATIENCE = 60


def play(models: Path, request: Request, progress: Progress) -> Path:
    """Do what the file of the request says; `file_name` is a folder for signs."""
    scene, signs = request.file.decode(), Path(request.file_name)
    progress(0.25, "reading")
    if scene == "child":
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        (signs / "child").write_text(str(child.pid))
        hang()
    if scene == "hang":
        (signs / "hanging").touch()
        hang()
    if scene == "write":
        write(models, signs)
    return models / request.plan.name / "1.0.0"


def write(models: Path, signs: Path) -> None:
    """Hold what `core.registry.new_version` holds, with half a version in it, and hang."""
    with locked(models / ".lock"):
        (models / ".scratch" / "play").mkdir(parents=True)
        (models / ".scratch" / "play" / "model.joblib").write_text("half")
        (signs / "hanging").touch()
        hang()


def hang() -> None:
    """Wait to be ended, but not for ever."""
    time.sleep(PATIENCE)


if __name__ == "__main__":
    sys.exit(worker.main(sys.argv[1:], play))
