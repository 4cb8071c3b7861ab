"""Make the training and validation pairs: ``python -m training.entailment.pairs``."""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from probatum.evaluation.evidence_inference import split_of
from probatum.retrieval.lexicon import Lexicon
from probatum.verification.direction import check_direction
from probatum.verification.names import check_names, drugs
from probatum.verification.negation import check_negation
from probatum.verification.numbers import check_numbers
from probatum.verification.words import stems
from training.entailment import questions, trials
from training.entailment.corruption import Exchange, kinds
from training.entailment.nearby import Nearby
from training.entailment.pair import LABELS, NOT_ENOUGH, SEED, Pair, write
from training.entailment.paraphrase import reworded
from training.entailment.planting import Known, Planting, in_context
from training.entailment.texts import Said, Text, articles, summaries

_PLANTED_TEXTS, _FOUND_NEAR = 5200, 3000
_CONDITIONS = (
    "asthma", "breast cancer", "colorectal cancer", "depression", "epilepsy", "heart failure",
    "hepatitis C", "hypertension", "lung cancer", "malaria", "melanoma", "migraine",
    "multiple sclerosis", "osteoarthritis", "ovarian cancer", "pneumonia", "prostate cancer",
    "psoriasis", "rheumatoid arthritis", "schizophrenia", "sepsis", "stroke", "type 2 diabetes",
    "tuberculosis",
)  # fmt: skip
_OBJECTIONS = (check_numbers, check_negation, check_direction, check_names)


def main() -> None:
    """Write ``training.jsonl`` and ``validation.jsonl`` into the folder named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with corpus/ and bench/")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    made = list(_all(options.data))
    for split in ("training", "validation"):
        kept = list(dict.fromkeys(pair for pair in made if _split(pair) == split))
        random.Random(SEED).shuffle(kept)
        write(kept, options.out / f"{split}.jsonl")
        print(split, len(kept), {LABELS[k]: n for k, n in Counter(p.label for p in kept).items()})
        for (kind, label), count in sorted(Counter((p.kind, p.label) for p in kept).items()):
            print(f"  {kind:24}{LABELS[label]:14}{count:6}")


def _split(pair: Pair) -> str:
    # PubMedQA's own test half is what is held out of it.
    split = split_of(pair.work)
    return "training" if split == "held out" and not pair.work.startswith("PMC") else split


def _all(data: Path) -> Iterator[Pair]:
    rng = random.Random(SEED)
    texts = [*articles(data / "corpus/rct-jats"), *summaries(data / "corpus/pdq")]
    said = [sentence for text in texts for sentence in text.sentences]
    known = {text.work: text.abbreviations for text in texts}
    planting = Planting(kinds(_drug_pool(said), _conditions()), known, rng)
    for sentence in rng.sample(said, _PLANTED_TEXTS):
        yield from planting.around(sentence, sentence.text, "planted")
    yield from _retold(texts, planting)
    yield from _near(said, known, rng)
    folder = data / "bench/evidence-inference"
    for split in ("training", "validation"):
        yield from trials.pairs(folder, split, rng, each=2)
    yield from questions.pairs(data / "bench/pubmedqa", rng)


def _retold(texts: Iterable[Text], planting: Planting) -> Iterator[Pair]:
    """Sentences of an abstract that the body says again in other words, as the rules agree."""
    for text in texts:
        body = [(s, stems(s.text)) for s in text.sentences if "abstract" not in s.section]
        abstract = [s for s in text.sentences if "abstract" in s.section]
        for claim in abstract:
            best = _same_in_other_words(claim.text, body)
            if best is not None:
                yield from planting.around(best, claim.text, "retold")


def _same_in_other_words(claim: str, body: list[tuple[Said, frozenset[str]]]) -> Said | None:
    ours = stems(claim)
    shares = [(len(ours & theirs) / len(ours | theirs), s) for s, theirs in body if ours]
    share, best = max(shares, key=lambda found: found[0], default=(0.0, None))
    if best is None or not 0.4 <= share <= 0.95:
        return None
    if len(ours & stems(best.text)) < 0.6 * len(ours):
        return None
    agreed = all(check(claim, best.text) is None for check in _OBJECTIONS)
    return best if agreed else None


def _near(said: list[Said], known: Known, rng: random.Random) -> Iterator[Pair]:
    """Related words that do not carry the claim: of the same paragraph, and what search finds."""
    nearby = Nearby([sentence.text for sentence in said])
    for claim in rng.sample(said, _FOUND_NEAR):
        text = reworded(claim.text, known[claim.work], rng)
        beside = [
            other
            for place, other in enumerate(claim.paragraph)
            if place != claim.place and _tells_other(claim.text, other)
        ]
        if beside and rng.random() < 0.6:
            yield Pair(rng.choice(beside), text, NOT_ENOUGH, "near: paragraph", claim.work)
        found = [
            said[place]
            for place in nearby.to(claim.text)
            if said[place].work != claim.work and _tells_other(claim.text, said[place].text)
        ]
        if found:
            source = rng.choice(found[:5])
            words = in_context(source, source.text, rng)
            yield Pair(words, text, NOT_ENOUGH, "near: searched", claim.work)


def _tells_other(claim: str, source: str) -> bool:
    ours = stems(claim)
    return bool(ours) and len(ours & stems(source)) / len(ours) < 0.6


def _drug_pool(said: list[Said]) -> tuple[str, ...]:
    found = Counter(chain.from_iterable(drugs(sentence.text) for sentence in said))
    return tuple(name for name, count in sorted(found.items()) if count >= 10)


def _conditions() -> Exchange:
    lexicon = Lexicon()

    def written(sentence: str) -> frozenset[str]:
        mentions = lexicon.mentions(sentence)
        return frozenset(sentence[m.start : m.end] for m in mentions if m.kind == "condition")

    return Exchange(written, _CONDITIONS)


if __name__ == "__main__":
    main()
