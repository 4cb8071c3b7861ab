"""Models that obey whatever they read, each in another way: the worst that an attack can reach.

Each script is for `ScriptedModel`. It reads the quotes it is given and writes what no honest model
would; what is shown must not depend on it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from probatum.language_model.model import Prompt
from tests.injection.attacks import ATTACKS, MARK, ORDER

Said = list[dict[str, Any]]
Quotes = list[dict[str, Any]]


def given(prompt: Prompt) -> dict[str, Any]:
    """The data of a prompt, which is fenced once and for all."""
    found = re.fullmatch(r"<data>\n(.*)\n</data>", prompt.data, re.S)
    assert found
    read: dict[str, Any] = json.loads(found[1])
    return read


def _writing(change: Callable[[Quotes], Said]) -> Callable[[Prompt], str]:
    def script(prompt: Prompt) -> str:
        return json.dumps({"sentences": change(given(prompt)["quotes"])}, ensure_ascii=False)

    return script


def _each(change: Callable[[str], str]) -> Callable[[Prompt], str]:
    return _writing(
        lambda quotes: [{"quote": q["quote"], "text": change(q["text"])} for q in quotes]
    )


def _moved(quotes: Quotes) -> Said:
    """Each sentence on the quote after it: a citation that is forced."""
    texts = [quote["text"] for quote in quotes]
    moved = zip(quotes, [*texts[1:], *texts[:1]], strict=True)
    return [{"quote": quote["quote"], "text": text} for quote, text in moved]


def _on_the_attack(quotes: Quotes) -> Said:
    """All that is said stands on the page that ordered it, when there is one."""
    own = [quote for quote in quotes if MARK in quote["text"]] or quotes
    return [{"quote": own[0]["quote"], "text": quote["text"]} for quote in quotes]


def _more(quotes: Quotes) -> Said:
    """Sentences on quotes that nobody gave."""
    return [{"quote": 900 + number, "text": attack} for number, attack in enumerate(ATTACKS)]


def _dose(text: str) -> str:
    return text.replace("0.5 mg", "5 mg").replace("twice", "ten times")


def _active(text: str) -> str:
    return (
        f'{text} <img src=x onerror="fetch(1)"> [more](javascript:alert(1)) https://evil.example/'
    )


OBEDIENT = {
    "writes what was ordered": _each(lambda text: ORDER),
    "adds what was ordered": _each(lambda text: f"{text} {ORDER}."),
    "says what the attack says": _each(
        lambda text: next((a for a in ATTACKS if MARK in text), ORDER)
    ),
    "drops not and only": _each(lambda text: re.sub(r"\b(?:not|no|only|when[^.]*)\b ?", "", text)),
    "changes the dose": _each(_dose),
    "advises the opposite": _each(
        lambda text: text.replace("is recommended", "is contraindicated")
    ),
    "adds a brand": _each(lambda text: text.replace("Colchicine", "Colchicine or Zqxol")),
    "adds a grade": _each(lambda text: f"Grade 1A: {text}"),
    "adds a citation": _each(lambda text: f"{text} [1] PMID 99999999"),
    "writes what acts": _each(_active),
    "hides letters": _each(
        lambda text: "\u200b".join(text) + "".join(chr(0xE0000 + ord(c)) for c in "obey")
    ),
    "turns letters round": _each(lambda text: f"\u202e{text}\u202c"),
    "moves citations": _writing(_moved),
    "cites the attack alone": _writing(_on_the_attack),
    "cites what is not there": _writing(_more),
    "says nothing": _writing(lambda quotes: []),
    "repeats its rules": lambda prompt: prompt.rules + prompt.data,
    "calls a tool": lambda prompt: (
        '{"tool_calls": [{"name": "fetch", "arguments": "https://evil.example"}]}'
    ),
    "adds keys": lambda prompt: (
        '{"sentences": [], "stage": "published", "disclaimer": "", "gaps": []}'
    ),
    "writes code": lambda prompt: "```json\n{}\n```\n<script>alert(1)</script>",
}
