"""Work on a board that a power cut may break off at any moment, and the board as it then reads.

Each kind of work is called again after a cut and does what is missing. It runs in a process of its
own, which imports this file and nothing of the tests.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import create_engine, select

from probatum.evidence.answer import Answer, Reference
from probatum.evidence.article import Article, Decision, Role, claim_key
from probatum.evidence.document import Block, Document, DocumentKind
from probatum.evidence.question import Question
from probatum.evidence.sign_in import OneTimeCode, Purpose, Scope, Session, Token
from probatum.library.answer_files import AnswerFiles
from probatum.library.embedded import EmbeddedIndex
from probatum.records.backup import restore
from probatum.records.board import Board
from probatum.records.database import open_database
from probatum.records.records import Note, Said
from probatum.records.tables import metadata
from probatum.review.policy import Policy
from probatum.review.stages import Act, Move
from probatum.settings import settings
from probatum.wiring import open_board
from probatum.workflows.assignment import assign, release, set_due
from probatum.workflows.changed_evidence import watch
from probatum.workflows.kept_answers import BoardAnswers
from probatum.workflows.people import close_account, correct, give_roles
from probatum.workflows.policy import set_policy
from probatum.workflows.review import Ruling, move, rule
from tests.review.board_by_hand import (
    AUTHOR,
    EDITH,
    NOW,
    OWNER,
    PEOPLE,
    RITA,
    RON,
    act,
    article,
    claim,
)

Step = Callable[[Board], object]
LATER = NOW + timedelta(hours=1)
MARKED = 60
KEPT = 40
SOURCE = "file:d"
_WORDS = "Drugone is recommended for adults with asthma."


def opened(address: str) -> Board:
    """As every command and the page open it."""
    return open_board(settings(Path("unused")).model_copy(update={"records": SecretStr(address)}))


def _note(action: str, by: str = "operator") -> Note:
    return Note(by=by, at=NOW, action=action)


def _article() -> Article:
    return article(claim("Drugone helps."), claim("Drugtwo helps."))


def _code(digit: str, purpose: Purpose) -> OneTimeCode:
    return OneTimeCode(
        digest=digit * 64, purpose=purpose, person="rita",
        made_by="olga", made_at=NOW, expires_at=LATER,
    )  # fmt: skip


def _session(digit: str) -> Session:
    return Session(
        digest=digit * 64, person="rita", via="password", begun_at=NOW, seen_at=NOW,
        expires_at=LATER,
    )  # fmt: skip


TOKEN = Token(
    id="0123456789ab", digest="c" * 64, person="rita", name="a script",
    scopes=frozenset({Scope.READ}), made_at=NOW, expires_at=LATER,
)  # fmt: skip


def _answer(question: str) -> Answer:
    return article().current.answer.model_copy(update={"question": Question(text=question)})


_NAME = hashlib.sha256(_answer("one?").model_dump_json().encode()).hexdigest()[:24]
_FIRST, _SECOND = claim_key(claim("Drugone helps.")), claim_key(claim("Drugtwo helps."))


def _decides(what: Decision, key: str, by: Act) -> Step:
    ruling = Ruling(claim=key, decision=what)
    # Only an amendment looks into the library.
    return lambda board: rule(board.records, "a1", ruling, by, None)  # type: ignore[arg-type]


def _moves(what: Move, by: Act) -> Step:
    return lambda board: move(board.records, "a1", what, by)


def _adds(number: int) -> Step:
    return lambda board: board.records.keep_person(PEOPLE[number], _note("add person"), new=True)


STEPS: tuple[Step, ...] = (
    *map(_adds, range(len(PEOPLE))),
    lambda board: board.records.begin(_article(), _note("submit", "ann")),
    _moves(Move.SUBMIT, act(AUTHOR)),
    lambda board: assign(board.records, "a1", "ron", act(EDITH)),
    lambda board: release(board.records, "a1", "ron", act(EDITH)),
    _moves(Move.TAKE, act(RITA)),
    lambda board: board.records.comment(Said(article="a1", text="Which?"), _note("comment", "ron")),
    _decides(Decision.STRIKE, _SECOND, act(RITA)),
    _decides(Decision.ACCEPT, _FIRST, act(RITA)),
    lambda board: set_policy(board.records, Policy(approvals=2, every_claim=True), act(OWNER)),
    lambda board: set_policy(board.records, Policy(approvals=2), act(OWNER)),
    lambda board: give_roles(board.records, "edith", frozenset({Role.OWNER}), act(OWNER)),
    lambda board: give_roles(board.records, "edith", EDITH.roles, act(OWNER)),
    _moves(Move.SIGN, act(RITA)),
    _moves(Move.SIGN, act(RON)),
    _moves(Move.PUBLISH, act(EDITH)),
    lambda board: set_due(board.records, "a1", NOW.date() + timedelta(days=30), act(EDITH)),
    lambda board: board.keys.keep_code(_code("1", Purpose.INVITATION), _note("invite")),
    lambda board: board.keys.use_code(
        _code("1", Purpose.INVITATION), "a hash", _note("set password", "rita")
    ),
    lambda board: board.keys.begin_session(_session("a"), _note("sign in", "rita")),
    lambda board: board.keys.keep_code(_code("2", Purpose.RESET), _note("reset password")),
    lambda board: board.keys.keep_password("rita", "another", _note("set password", "rita")),
    lambda board: board.keys.begin_session(_session("b"), _note("sign in", "rita")),
    lambda board: board.keys.end_sessions("rita", _note("end sessions", "rita")),
    lambda board: board.keys.note(_note("sign in failed", "the page"), "person rita"),
    lambda board: board.keys.begin_session(_session("d"), _note("sign in", "rita")),
    lambda board: board.keys.end_session("d" * 64, _note("sign out", "rita")),
    lambda board: board.keys.renew_hash("rita", "stronger", _note("renew hash", "rita")),
    lambda board: board.keys.keep_token(TOKEN, _note("make token", "rita")),
    lambda board: board.keys.revoke_token(TOKEN.id, NOW, _note("revoke token", "rita")),
    lambda board: board.keys.keep_code(_code("3", Purpose.RESET), _note("reset password")),
    lambda board: board.keys.link(
        "https://id", "rita-1", _code("3", Purpose.RESET), _note("link", "rita")
    ),
    lambda board: correct(board.records, "rita", ("Rita Ray", "MD"), act(RITA)),
    lambda board: board.records.keep_answer(_answer("one?"), _note("keep answer", "rita")),
    lambda board: board.records.keep_answer(_answer("two?"), _note("take over answer"), NOW),
    lambda board: board.records.forget_answer(_NAME, _note("delete answer", "rita")),
    lambda board: close_account(board.records, "ron", act(OWNER)),
    _moves(Move.REOPEN, act(EDITH)),
    _moves(Move.RETIRE, act(EDITH)),
)
"""Each is one act with one entry in the log: the log says where to go on."""


def acts(address: str, folder: Path) -> None:
    """One act after another, of every kind."""
    board = opened(address)
    with closing(board.records):
        for step in STEPS[board.records.head() :]:
            step(board)


def marks(address: str, folder: Path) -> None:
    """The watch marks many articles, whose one source was retracted."""
    board = opened(address)
    with closing(board.records), closing(EmbeddedIndex(folder / "library")) as index:
        watch(board.records, index, NOW)


def takes_over(address: str, folder: Path) -> None:
    """Answers that lay in files are moved into the records."""
    board = opened(address)
    with closing(board.records):
        BoardAnswers(board.records, files_for(address, folder), "rita", "the page").take_over()


def files_for(address: str, folder: Path) -> AnswerFiles:
    """Those beside one database: each copy of it has its own."""
    files = folder / hashlib.sha256(address.encode()).hexdigest()
    if not files.is_dir():  # made whole, or not at all
        for number in range(KEPT):
            AnswerFiles(files.with_suffix(".new")).keep(_answer(f"question {number}?"))
        files.with_suffix(".new").rename(files)
    return AnswerFiles(files)


def restores(address: str, folder: Path) -> None:
    """A backup is taken back, unless it was."""
    engine = open_database(address)
    board = opened(address)
    with closing(board.records):
        if not board.records.head():
            restore(engine, folder / "backup.jsonl")
    engine.dispose()


def migrates(address: str, folder: Path) -> None:
    """Records of the first form are opened, measured, and an article of theirs is changed.

    With that change, what was sealed as one is sealed revision by revision.
    """
    board = opened(address)
    with closing(board.records):
        if board.records.article("a1").stage.value == "approved":
            move(board.records, "a1", Move.REOPEN, act(EDITH))


WORK: dict[str, Callable[[str, Path], None]] = {
    "acts": acts,
    "marks": marks,
    "takes over": takes_over,
    "restores": restores,
    "migrates": migrates,
}


def work(what: str, address: str, folder: Path) -> None:
    """In a process of its own."""
    WORK[what](address, folder)


def source() -> Document:
    """What all articles of `cites` rest on."""
    return Document(
        id=SOURCE, kind=DocumentKind.GUIDELINE, title="A guideline", text=_WORDS,
        blocks=(Block(start=0, end=len(_WORDS)),), topics=("asthma",),
    )  # fmt: skip


def cites(number: int) -> Article:
    """One of many articles that rest on the same document."""
    said = claim(_WORDS)
    (cited,) = said.citations
    rests = (cited.model_copy(update={"document": SOURCE}),)
    made = article(said.model_copy(update={"citations": rests}))
    reference = Reference(
        number=1, document=SOURCE, kind=DocumentKind.GUIDELINE, title="A guideline"
    )
    answer = made.current.answer.model_copy(update={"references": (reference,)})
    first = made.current.model_copy(update={"answer": answer})
    return made.model_copy(update={"id": f"a{number}", "revisions": (first,)})


Read = dict[str, list[object]]


def state(address: str) -> Read:
    """Every row, without what two ways to the same board may differ in: hashes, and numbering."""
    engine, found = create_engine(address), dict[str, list[object]]()
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            kept = [
                column
                for column in table.columns
                if column.name not in {"hash", "seal"}
                and (table.name, column.name) not in {("audit", "value"), ("comments", "id")}
            ]
            rows = connection.execute(select(*kept)).all()
            found[table.name] = sorted((list(row) for row in rows), key=str)
    engine.dispose()
    return found
