import pytest

from core.__main__ import main
from tests.commands.command_line import core


@pytest.mark.parametrize(
    "command",
    [
        "read",
        "convert",
        "score",
        "report",
        "compare",
        "cohort-report",
        "train",
        "evaluate",
        "models",
        "fit-study",
        "fit-population",
    ],
)
def test_help_names_every_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert command in capsys.readouterr().out


def test_without_a_command_there_is_help_and_status_2() -> None:
    done = core()
    assert done.returncode == 2
    assert "usage: python -m core" in done.stderr
