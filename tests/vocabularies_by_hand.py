"""Vocabularies of a few entries, written by hand in the forms of their publishers."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from probatum.library.vocabularies import Listed, Vocabularies
from probatum.workflows.vocabulary import add_vocabulary

GM2, SANDHOFF, TAY_SACHS, LEIGH = "D020143", "D012497", "D013661", "D007888"
_GANGLIOSIDOSES = "C16.320.565.398.641.803.350"


def _term(text: str, *, preferred: bool = False, permuted: bool = False) -> str:
    flag = {True: "Y", False: "N"}
    return (
        f'<Term ConceptPreferredTermYN="{flag[preferred]}" IsPermutedTermYN="{flag[permuted]}"'
        f' LexicalTag="NON" RecordPreferredTermYN="N"><TermUI>T1</TermUI>'
        f"<String>{text}</String></Term>"
    )


def _concept(code: str, of: str, terms: tuple[str, ...], relation: str = "") -> str:
    """The first term is preferred; one that begins with "~" is permuted."""
    first = "N" if relation else "Y"
    told = "".join(
        _term(text.removeprefix("~"), preferred=not at, permuted=text.startswith("~"))
        for at, text in enumerate(terms)
    )
    between = (
        f'<ConceptRelationList><ConceptRelation RelationName="{relation}"><Concept1UI>{of}'
        f"</Concept1UI><Concept2UI>{code}</Concept2UI></ConceptRelation></ConceptRelationList>"
    )
    return (
        f'<Concept PreferredConceptYN="{first}"><ConceptUI>{code}</ConceptUI><ConceptName><String>'
        f"{terms[0]}</String></ConceptName>{between if relation else ''}"
        f"<TermList>{told}</TermList></Concept>"
    )


def _record(
    code: str, name: str, places: tuple[str, ...], concepts: tuple[str, ...], action: str = ""
) -> str:
    tree = "".join(f"<TreeNumber>{place}</TreeNumber>" for place in places)
    acts = (
        "<PharmacologicalActionList><PharmacologicalAction><DescriptorReferredTo><DescriptorUI>"
        f"D1</DescriptorUI><DescriptorName><String>{action}</String></DescriptorName>"
        "</DescriptorReferredTo></PharmacologicalAction></PharmacologicalActionList>"
    )
    return (
        f'<DescriptorRecord DescriptorClass="1"><DescriptorUI>{code}</DescriptorUI>'
        f"<DescriptorName><String>{name}</String></DescriptorName>{acts if action else ''}"
        f"<TreeNumberList>{tree}</TreeNumberList><ConceptList>{''.join(concepts)}</ConceptList>"
        "</DescriptorRecord>\n"
    )


MESH_XML = (
    '<?xml version="1.0"?>\n<!DOCTYPE DescriptorRecordSet SYSTEM "https://www.nlm.nih.gov/'
    'databases/dtd/nlmdescriptorrecordset_20260101.dtd">\n<DescriptorRecordSet LanguageCode="eng">'
    + _record("D009369", "Neoplasms", ("C04",), (_concept("M1", "M1", ("Neoplasms",)),))
    + _record(
        GM2,
        "Gangliosidoses, GM2",
        (f"{_GANGLIOSIDOSES}.300",),
        (_concept("M2", "M2", ("Gangliosidoses, GM2", "GM2 Gangliosidoses")),),
    )
    + _record(
        SANDHOFF,
        "Sandhoff Disease",
        (f"{_GANGLIOSIDOSES}.300.500",),
        (
            _concept(
                "M3",
                "M3",
                ("Sandhoff Disease", "Hexosaminidase A and B Deficiency Disease", "SD",
                 "~Disease, Sandhoff"),
            ),
            _concept("M4", "M3", ("Sandhoff Disease, Adult Type",), "NRW"),
            _concept("M5", "M3", ("Storage Disease of Nerve Cells",), "BRD"),
            _concept("M6", "M3", ("Hexosaminidase Research",), "REL"),
        ),
    )
    + _record(
        TAY_SACHS,
        "Tay-Sachs Disease",
        (f"{_GANGLIOSIDOSES}.300.750",),
        (_concept("M7", "M7", ("Tay-Sachs Disease", "Amaurotic Familial Idiocy")),),
    )
    + _record(
        "D003424",
        "Crohn Disease",
        ("C06.405.205.731.500",),
        (_concept("M8", "M8", ("Crohn Disease", "Granulomatous Enteritis of Dalziel")),),
    )
    + _record(
        "D000001",
        "Colitis, Microscopic",
        ("C06.405.205.731.750",),
        (_concept("M9", "M9", ("Colitis, Microscopic", "Microscopic Colitis")),),
    )
    + _record(
        "D003123", "Cold Sores Fever", ("C01.925.256.466",),
        (_concept("M10", "M10", ("Cold Sores Fever", "Colds")),),
    )
    + _record(
        "D000002", "Miglustat", ("D09.067.550",),
        (_concept("M11", "M11", ("Miglustat", "Zavescan")),), "Enzyme Inhibitors, Glycoside",
    )
    + _record(
        "D000003", "Enzyme Inhibitors, Glycoside", ("D27.505.519.389.450",),
        (_concept("M12", "M12", ("Enzyme Inhibitors, Glycoside",)),),
    )
    + _record("D001829", "Body Regions", ("A01",), (_concept("M13", "M13", ("Body Regions",)),))
    + "</DescriptorRecordSet>\n"
)  # fmt: skip
"""Two rare diseases beside each other, one of the package's, a drug with its class, and others."""

MESH_ASCII = f"""*NEWRECORD
RECTYPE = D
MH = Sandhoff Disease
AQ = BL CI CN
ENTRY = Hexosaminidase A and B Deficiency Disease|T047|NON|EQV|OMIM (2013)|000107|abcdef
ENTRY = Sandhoff Disease, Adult Type|T047|NON|NRW|NLM (2000)|991103|abcdef
ENTRY = Storage Disease of Nerve Cells|T047|T047|NON|BRD|NLM (2000)|991103|abbcdef
ENTRY = Disease, Sandhoff
MN = {_GANGLIOSIDOSES}.300.500
PA = Enzyme Inhibitors, Glycoside
MS = A note = with a sign in it.
UI = {SANDHOFF}

*NEWRECORD
RECTYPE = D
MH = Tay-Sachs Disease
MN = {_GANGLIOSIDOSES}.300.750
UI = {TAY_SACHS}
"""

MESH_TREE = "Gangliosidoses, GM2;C16.320.565\nSandhoff Disease;C16.320.565.500\nEye;A01.456\n"
MESH_TREE_OF_2017 = (
    "\ufeffTree Number\tDesc Ui\tTerm\n"
    f"C16.320.565.500\t{SANDHOFF}\tSandhoff Disease\n"
    f"C10.228.140.500\t{SANDHOFF}\tSandhoff Disease\n"
)

ICD_TABULAR = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular>
  <version>2026</version>
  <introduction><introSection type="title"><title>LIST</title></introSection></introduction>
  <chapter><name>4</name><desc>Endocrine diseases (E00-E89)</desc>
    <section id="E70-E88"><desc>Metabolic disorders (E70-E88)</desc>
      <diag><name>E75</name><desc>Disorders of sphingolipid metabolism</desc>
        <diag><name>E75.0</name><desc>GM2 gangliosidosis</desc>
          <diag><name>E75.01</name><desc>Sandhoff disease</desc></diag>
          <diag><name>E75.02</name><desc>Tay-Sachs disease</desc></diag>
          <diag><name>E75.09</name><desc>Other GM2 gangliosidosis</desc>
            <inclusionTerm><note>Adult GM2 gangliosidosis (E75.0-)</note><note>Juvenile</note>
            </inclusionTerm></diag>
        </diag>
      </diag>
    </section>
  </chapter>
  <chapter><name>11</name><desc>Diseases of the digestive system (K00-K95)</desc>
    <section id="K50-K52"><desc>Noninfective enteritis and colitis (K50-K52)</desc>
      <diag><name>K50</name><desc>Crohn's disease [regional enteritis]</desc>
        <includes><note>Crohn's bowel NOS</note></includes>
        <excludes1><note>ulcerative colitis (K51.-)</note></excludes1>
        <diag><name>K50.012</name><desc>Crohn's disease of small intestine with x</desc></diag>
      </diag>
      <diag><name>K52.83</name><desc>Lymphocytic (chronic) mood [wells] colitis</desc></diag>
    </section>
  </chapter>
</ICD10CM.tabular>
"""


def _ordered(number: int, code: str, billable: int, name: str) -> str:
    return f"{number:05} {code:<7} {billable} {name[:60]:<60} {name}"


ICD_ORDER = "\n".join((
    _ordered(1, "E7501", 1, "Sandhoff disease"),
    _ordered(2, "C20", 1, "Malignant neoplasm of rectum"),
    _ordered(3, "S72001A", 1, "Fracture of unspecified part of neck of right femur, initial"),
))  # fmt: skip


def written(folder: Path, name: str, text: str) -> Path:
    """That text as a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def with_mesh(folder: Path, text: str = MESH_XML, name: str = "desc2026.xml") -> Vocabularies:
    """Vocabularies in a folder, holding the MeSH above."""
    kept = Vocabularies(folder)
    add(kept, written(folder, name, text))
    return kept


def add(kept: Vocabularies, path: Path) -> Listed:
    """Add a file as its owner would."""
    return add_vocabulary(path, kept, datetime(2026, 11, 25, tzinfo=UTC))
