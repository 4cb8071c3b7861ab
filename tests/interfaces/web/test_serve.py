from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from probatum.errors import UsageError
from probatum.interfaces.cli.main import cli


def begun(monkeypatch: pytest.MonkeyPatch, *options: str):
    """What is printed before it would listen, and whether files may be added."""
    import uvicorn

    seen: list[bool] = []

    def note(self: uvicorn.Server, sockets: list[socket.socket]) -> None:
        guard = self.config.app
        seen.append(guard._app.state.desk.uploads)
        guard._app.state.desk.close()

    monkeypatch.setattr(uvicorn.Server, "run", note)
    result = CliRunner().invoke(cli, ["serve", "--port", "0", *options], catch_exceptions=False)
    return result, seen


def test_it_listens_on_this_machine_and_takes_files_there(monkeypatch, tmp_path: Path):
    result, uploads = begun(monkeypatch, "--library", str(tmp_path))
    assert "http://127.0.0.1:" in result.stdout
    assert "other machines" not in result.stderr
    assert uploads == [True]


def test_before_it_listens_elsewhere_it_says_so_and_takes_no_files(monkeypatch, tmp_path: Path):
    result, uploads = begun(monkeypatch, "--library", str(tmp_path), "--host", "0.0.0.0")
    assert "from other machines" in result.stderr
    assert "read published articles alone" in result.stderr
    assert uploads == [False]


def test_a_port_that_is_taken_is_said_with_what_to_do(tmp_path: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        with pytest.raises(UsageError, match="--port"):
            CliRunner().invoke(
                cli, ["serve", "--port", port, "--library", str(tmp_path)], catch_exceptions=False
            )
