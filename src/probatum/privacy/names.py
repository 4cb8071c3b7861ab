"""People's names: after a title, after a cue, or a common given name with a surname."""

from __future__ import annotations

import re
from collections.abc import Iterator

from probatum.privacy.given_names import GIVEN_NAMES

_WORD = r"(?:(?:Mc|Mac|O['’]|[DL]['’])?[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?:[-’'][A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+)*)"
_INITIAL = r"(?:[A-Z]\.?)"
_GAP = r"[^\S\n]+"
_OF = rf"(?:(?:von|van|der|den|de|del|della|di|da|dos|la|le|bin|al|el){_GAP}){{0,2}}"
_NAME = (
    rf"(?:{_INITIAL}{_GAP}){{0,2}}{_OF}{_WORD}"
    rf"(?:(?:{_GAP}{_INITIAL})?{_GAP}{_OF}{_WORD}){{0,2}}"
)
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Mister|Dr|Prof|Professor|Sir|Herrn?|Frau|Monsieur|Madame|Mme|Mlle|Señora?"
    r"|Sra?|Don|Doña|Signora?|Sig|Dott|Pan|Pani)"
)
_KIN = r"(?:wife|husband|son|daughter|mother|father|brother|sister|partner|spouse|niece|nephew)"
_CALLED = r"(?:named|called|by the name of|known as|namens|nommée?|appelée?|llamad[oa])"
_PATIENT = r"(?:[Pp]atient(?:in)?|[Pp]aciente|[Pp]aziente|[Cc]lient|[Pp]t\.?)"
_FIELD = (
    r"(?:(?:[Pp]atient(?:'s)?|[Ff]ull|[Ff]irst|[Ll]ast|[Ff]amily|[Mm]aiden)[ _]?)?"
    r"(?:[Nn]ame|NAME|[Ss]urname|[Nn]om|[Pp]rénom|[Nn]ombre|[Aa]pellidos?|[Nn]achname|[Vv]orname)"
)
# What an eponym names; the words before it are then those of a disease, not of a patient.
_EPONYM = (
    r"(?:['’]s?)?[\s-]+(?:(?:and|or|cell)\s+)?(?:diseases?|syndromes?|signs?|scores?|criteria|tests?|"
    r"nodules?|murmurs?|lymphomas?|sarcomas?|tumou?rs?|cancer|carcinoma|disorders?|palsy|paralysis|"
    r"dementia|atrophy|anaemia|anemia|arthritis|thyroiditis|esophagus|oesophagus|ulcers?|fractures?|"
    r"procedures?|operations?|maneuvers?|manoeuvres?|reflex|phenomenon|pouch|duct|gland|tube|bodies|"
    r"classification|stage|staging|grade|index|scale|questionnaire|inventory|formula|equation|rule|"
    r"law|method|technique|protocol|regimen|trial|study|group|collaborative|hospital|clinic|"
    r"institute|university|college|foundation|encephalopathy|neuropathy|ataxia|chorea|contracture|"
    r"catheter|stain|medium|lines?|rings?|spots?|cysts?|hernia|virus|fever|deformity|plot|curve|"
    r"test|model|regression|statistic|correction|Assessment|Scale|Score|Index|Questionnaire|Syndrome|"
    r"Disease|Hospital|Institute|Clinic|University|College|Trial|Study)\b"
)
# Capitalised words that follow a cue and begin no name.
_NO_NAME = (
    r"(?!(?:The|This|These|What|Which|When|Where|Who|Why|How|Is|Are|Was|Has|Had|Have|Should|Can|Could|"
    r"Does|Do|Did|With|Without|And|Or|For|In|On|At|Of|After|Before|No|Not|Now|Health|Global|Safety|"
    r"Reported|Outcomes?|Activation|Education|Information|Care|Centered|Satisfaction|Population|"
    r"Characteristics|Selection|Management|Treatment|History|Presents?|Unknown|Withheld)\b)"
)
_RULES = tuple(
    re.compile(rule)
    for rule in (
        rf"\b{_TITLE}\.?\s+(?P<found>{_NO_NAME}{_NAME})(?!\w)(?!{_EPONYM})",
        rf"\b{_FIELD}\s*[:=]\s*(?P<found>{_NAME}(?:,\s*{_NAME})?)(?!\w)",
        rf"\b{_CALLED}\s+(?P<found>{_NO_NAME}{_OF}{_WORD}(?:{_GAP}{_OF}{_WORD})+)(?!\w)(?!{_EPONYM})",
        rf"\b(?:[Mm]y name is|[Ii]ch heiße|[Jj]e m['’]appelle|[Mm]e llamo)\s+(?P<found>{_NAME})",
        rf"\b(?:[Hh]is|[Hh]er|[Mm]y|[Tt]heir)\s+{_KIN},?\s+(?P<found>{_NO_NAME}{_NAME})(?!\w)"
        rf"(?!{_EPONYM})",
        rf"\b{_PATIENT},?\s+(?:is\s+)?(?P<found>[A-Z]\.\s?[A-Z]\.(?:\s?[A-Z]\.)?)",
        # "Patient John Doe": two words and the end of the phrase, no title case of an instrument.
        rf"\b{_PATIENT}[,:]?\s+(?P<found>{_NO_NAME}{_WORD}{_GAP}(?:{_INITIAL}{_GAP})?{_WORD})"
        rf"(?=[\s,.;:()]|$)(?!{_EPONYM})(?!\s+[A-Z])",
        rf"\b(?P<found>(?:{'|'.join(GIVEN_NAMES)})(?:{_GAP}{_INITIAL})?{_GAP}{_OF}{_WORD})(?!\w)"
        rf"(?!{_EPONYM})",
        # Titles in small letters, but not "mr imaging".
        r"\b(?:mr|mrs|ms)\.?\s+(?P<found>(?!(?:imag|angio|scan|guid|spectro|entero|elasto|venog|urog|"
        r"cholang|arthro|neuro|mammo|linac|safe|find|seq|perf|sim|ther|conditional|patient|relap|"
        r"with|and|or|in|is|the|to|severity|grade)\w*)[a-z]{3,})\b(?=[\s,.;]|$)",
        r"(?:姓名|患者姓名|名前|氏名)\s*[:：]?\s*(?P<found>[\u4e00-\u9fff·]{2,5})",
        r"(?:الاسم|اسم المريض)\s*[:：]?\s*(?P<found>[\u0621-\u064a]+(?:\s[\u0621-\u064a]+){1,2})",
    )
)


_AFTER_A_NAME = re.compile(_EPONYM)


def is_eponym(text: str, end: int) -> bool:
    """Whether what a name that ends there would name is a disease, a score, a hospital."""
    return _AFTER_A_NAME.match(text, end) is not None


def names(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each name, in characters."""
    for rule in _RULES:
        for match in rule.finditer(text):
            yield match.span("found")
