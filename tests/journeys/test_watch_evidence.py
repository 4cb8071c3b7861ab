"""Evidence changes under a published article."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.journeys.board_by_command import Commands, board, keys, lines, published, submitted
from tests.reporting.receivers import hook, mailbox

NEWER = (
    "---\nid: house-asthma-2\ntitle: New house guideline on asthma\ncondition: asthma\n"
    "updated: 2026-10-02\n---\n# New house guideline on asthma\n\n## Treatment\n\n"
    "Drugthree is recommended as first-line treatment of asthma in adults.\n"
)


@pytest.fixture(scope="module")
def first_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("watch")
    run = board(folder)
    (folder / "newer.md").write_text(NEWER, encoding="utf-8")
    run.does("library", "add", str(folder / "newer.md"))
    return folder


@pytest.fixture
def run(first_day: Path, tmp_path: Path) -> Commands:
    shutil.copytree(first_day, tmp_path, dirs_exist_ok=True)
    return Commands(tmp_path)


def supersede(run: Commands) -> None:
    run.does("library", "supersede", "file:house-asthma", "file:house-asthma-2")


def test_a_published_article_goes_back_to_review_once(run: Commands) -> None:
    article = published(run)
    assert "0 articles marked" in run.does("watch")
    supersede(run)
    told = json.loads(run("watch", "--format", "json").output)
    (marked,) = told["marked"]
    assert (marked["article"], marked["reopened"]) == (article, True)
    (change,) = marked["changes"]
    assert (change["before"], change["kind"]) == ("current", "superseded")
    assert "house-asthma-2" in change["notice"]
    assert "Drugone 5 mg" in change["cited"][0]["quote"]
    assert "Drugthree is recommended" in change["now"]["quote"]
    assert "0 articles marked" in run.does("watch")
    shown = run.does("review", "show", article, "--as", "rita")
    assert "Evidence has changed since it was reviewed: Reference 1" in shown
    assert "[superseded]" in shown
    assert "(no longer holds)" in shown
    assert "watch  mark evidence" in run.does("audit", "show", article)
    run.does("audit", "verify")


def test_an_answer_under_review_is_marked_and_stays_there(run: Commands) -> None:
    article = submitted(run)
    run.does("review", "take", article, "--as", "rita")
    supersede(run)
    run.refused(11, "watch")
    shown = run.does("review", "show", article, "--as", "rita")
    assert "under review, revision 2" in shown
    assert "[superseded]" in shown
    stale = ("review", "sign", article, "--revision", "1", "--interests", "none", "--as", "ron")
    run.refused(9, *stale)


def test_nothing_that_cites_a_retracted_work_is_approved(run: Commands) -> None:
    article = published(run)
    text = (run.folder / "asthma.md").read_text(encoding="utf-8")
    stated = text.replace("condition: asthma\n", "condition: asthma\nstatus: retracted\n")
    (run.folder / "asthma.md").write_text(stated, encoding="utf-8")
    run.does("library", "add", str(run.folder / "asthma.md"))
    run.refused(11, "watch")
    run.does("review", "take", article, "--as", "rita")
    sign = ("review", "sign", article, "--revision", "2", "--interests", "none", "--as", "ron")
    assert "retracted; strike it" in run.refused(9, *sign)
    assert len(keys(run, article)) == 2


def test_the_owner_is_told_once_by_mail_and_by_webhook(run: Commands) -> None:
    with mailbox() as box, hook(500, 500, 500) as told:
        (run.folder / "probatum.toml").write_text(
            '[reports]\nmail_to = ["board@example.org"]\nmail_from = "watch@example.org"\n'
            f'smtp_server = "127.0.0.1:{box.port}"\nsmtp_security = "none"\n'
            f'webhook = "{told.address}"\nwebhook_key = "k"\n'
        )
        article = published(run)
        run.does("watch")
        supersede(run)
        assert "webhook: told of 0 articles; not delivered" in run.refused(5, "watch")
        assert "webhook: told of 1 articles" in run.does("watch")
        run.does("watch")
        run.does("audit", "verify")
    (envelope,) = box.received
    message = message_from_bytes(envelope.content, policy=policy.default).get_content()
    assert f"({article}): evidence changed" in message
    assert "cited: “Drugone 5 mg is recommended" in message
    assert "now:   “Drugthree is recommended" in message
    assert "treatment of asthma in adults?" not in message, "the question may speak of a patient"
    assert len(told.received) == 4, "three tries that failed, then one that did not"
    body = json.loads(told.received[-1][1])
    assert [one["article"] for one in body["articles"]] == [article]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ('mail_to = ["board@example.org"]', "name reports.smtp_server"),
        ('mail_to = ["board"]', "a list of mail addresses"),
        ('webhook = "https://hooks.example.org"', "set reports.webhook_key too"),
    ],
)
def test_a_way_that_is_configured_by_half_is_told(run: Commands, lines: str, words: str) -> None:
    (run.folder / "probatum.toml").write_text(f"[reports]\n{lines}\n")
    assert words in run.refused(2, "watch")


def watching(run: Commands) -> subprocess.Popen[str]:
    """The real command, looking each second."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PROBATUM_")}
    places = {
        "PROBATUM_LIBRARY": str(run.folder / "library"),
        "PROBATUM_CACHE": str(run.folder / "cache"),
        "PROBATUM_CONFIG": str(run.folder / "probatum.toml"),
        "PYTHONUNBUFFERED": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "probatum", "watch", "--every", "1s"],
        env=clean | places, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT], ids=["TERM", "INT"])
def test_a_watch_goes_on_marks_once_and_stops_when_told(run: Commands, told: int) -> None:
    article = published(run)
    with watching(run) as watch:
        assert watch.stdout is not None
        looks = iter(watch.stdout.readline, "")
        assert "0 articles marked" in next(looks)
        supersede(run)
        assert "1 articles marked, 1 of them back to review" in next(
            look for look in looks if "0 articles marked" not in look
        )
        while "0 articles marked" not in next(looks):
            pass  # what was marked, and why
        before = run.does("audit", "export")
        assert "0 articles marked" in next(looks)
        assert "0 articles marked" in next(looks)
        assert run.does("audit", "export") == before, "looking again writes nothing"
        watch.send_signal(told)
        _, said = watch.communicate(timeout=60)
    assert (watch.returncode, said) == (0, "")
    marks = [one for one in lines(before) if one["action"] == "mark evidence"]
    assert [one["subject"] for one in marks] == [f"article {article}"]
    run.does("audit", "verify")
    assert "0 articles marked" in run.does("watch"), "nothing is held by the one that ended"
