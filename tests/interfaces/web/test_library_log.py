"""Whoever adds a document on the page stands in the log of the board."""

from __future__ import annotations

from pathlib import Path

from probatum.settings import Settings
from tests.interfaces.web.signed_in import app_of, token_in, visiting, with_people

FILE = ("gout.md", b"# Gout\n\nColchicine is recommended for acute gout in adults.\n")


def add(client, token: str = ""):
    data = {"form": token} if token else {}
    return client.post("/library/add", data=data, files={"file": FILE})


def test_a_document_added_on_the_page_is_entered_with_who_added_it(places: Settings):
    app = app_of(with_people(places))
    with visiting(app, "edith") as client:
        sent = add(client, token_in(client.get("/library/add").text))
        assert sent.status_code == 200, sent.text
        entries = list(app._app.state.desk.records().entries())
    last = entries[-1]
    assert (last.by, last.action, last.subject) == ("edith", "library changed", "setting library")
    assert dict(last.details)["documents"] == "1"


def test_without_a_board_none_is_made_by_adding(places: Settings):
    with visiting(app_of(places)) as client:
        assert add(client).status_code == 200
    assert not Path(places.library / "records.sqlite").exists()
