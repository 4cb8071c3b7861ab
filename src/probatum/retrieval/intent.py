"""What the asker wants to know, by the words they ask it with."""

from __future__ import annotations

import re

from probatum.evidence.question import Intent

_CUES: tuple[tuple[Intent, str], ...] = (
    (Intent.COMPARISON, r"\bversus\b|\bvs\.?\b|compared? (?:with|to)|\bcompare\b|differences? "
     r"(?:between|among|of)|difference\b|superior to|better than|worse than|which (?:is|one is) better"),
    (Intent.PREVENTION, r"\bprevent\w*|prophyla\w+|screening|vaccin\w+|protect (?:them|one)sel\w+|"
     r"reduce the (?:risk|incidence)"),
    (Intent.PROGNOSIS, r"\bprogno\w+|survival|outlook|life expectancy|how long (?:will|does|do)|"
     r"\bcurable\b|mortality|chances? of recover\w+"),
    (Intent.HARM, r"side[\s-]effects?|adverse|toxicit\w+|\brisks? of (?:taking|using|inserting)|\bsafe\b|"
     r"complications? of|interact\w*|contraindicat\w+|what are the risks"),
    (Intent.DRUG, r"\bdos(?:e|es|age|ing)\b|\bmg\b|how much .* (?:give|take)|regimen\b|dosage"),
    (Intent.CAUSE, r"\bcauses? of\b|what causes?|\bwhy do(?:es)?\b|likely to cause|risk factors?|"
     r"likely cause|more likely to develop|reason (?:of|for)|predispos\w+|physiopathology|"
     r"pathophysiology|possible causes?|genetic cause|\bcausing\b|likelihood|"
     r"(?:chance|risk|odds) of (?:getting|developing|having)"),
    (Intent.DIAGNOSIS, r"diagnos\w+|symptoms?\b(?= (?:of|for|describe|would))|what are the symptoms|"
     r"cardinal symptoms|work[\s-]?up|\btests?\b(?! positive)|imaging|ultrasound|what (?:could|can) "
     r"(?:it be|.* indicate)|suffering from|suspect\w*|tell the difference|findings?\b|signs? (?:of|is)|"
     r"detect\w*"),
    (Intent.MANAGEMENT, r"\bmanage\w*|treat\w*|therap\w+|what (?:should|do|would) (?:you|i|we)|"
     r"course of action|approach|recommend\w*|handl\w+|intervention|options?|cure\b|next step|first step|"
     r"\bbest\b|most effective|of choice|guidelines?"),
    (Intent.DESCRIPTION, r"^\s*what (?:is|are)\b|\bdescribe\b|explain|\bdefin\w+|classed as"),
)  # fmt: skip
_PATTERNS = tuple((intent, re.compile(pattern, re.I)) for intent, pattern in _CUES)
_TREATMENT_ASKED = re.compile(
    r"(?:treat\w*|manag\w*|therapy|handling|course of action|next step|first step|do you do|"
    r"should (?:be|i|we|you) (?:do|done|give|given|offer)|recommend\w*)[^?]*\?|^\s*(?:management|treatment) of",
    re.I,
)


def intent(text: str) -> Intent:
    """The first sentence that asks decides; a vignette before it does not."""
    asked = asking_sentence(text)
    treatment = bool(_TREATMENT_ASKED.search(asked))
    for candidate, pattern in _PATTERNS:
        if pattern.search(asked):
            softer = candidate in {Intent.CAUSE, Intent.DIAGNOSIS, Intent.DRUG}
            if softer and treatment and not re.search(r"\bdos|diagnos|cause", asked, re.I):
                continue
            return candidate
    return Intent.MANAGEMENT


def asking_sentence(text: str) -> str:
    """The last sentence that ends in a question mark, else the whole text."""
    asking = re.findall(r"[^.?!]*\?", text)
    return asking[-1].strip() if asking and len(asking[-1].split()) > 2 else text
