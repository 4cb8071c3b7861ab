import pytest

from probatum.errors import SourceError
from probatum.evidence.document import BlockKind, DocumentKind
from probatum.sources.drug_label import SplSource, stamp

SET_ID = "0a1b2c3d-0000-4000-8000-00000000000f"
LABEL = f"""<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet href="spl.xsl" type="text/xsl"?>
<document xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<id root="11111111-0000-4000-8000-000000000001"/>
<code code="34391-3" codeSystem="2.16.840.1.113883.6.1" displayName="HUMAN PRESCRIPTION DRUG LABEL"/>
<title>These highlights do not include all about TEAVIR.<br/>Initial U.S. Approval: 2011</title>
<effectiveTime value="20240229"/>
<setId root="{SET_ID.upper()}"/>
<versionNumber value="7"/>
<author><assignedEntity><representedOrganization><id extension="1"/><name>Kettle &amp; Co</name>
</representedOrganization></assignedEntity></author>
<component><structuredBody>
<component><section><code code="48780-1" displayName="SPL LISTING"/>
 <subject><manufacturedProduct><manufacturedProduct><name>Teavir</name>
  <asEntityWithGeneric><genericMedicine><name>TEAVIRINE</name></genericMedicine></asEntityWithGeneric>
 </manufacturedProduct></manufacturedProduct></subject>
 <subject><manufacturedProduct><manufacturedProduct><name>TEAVIR</name></manufacturedProduct>
 </manufacturedProduct></subject></section></component>
<component><section><code code="34066-1"/><title>WARNING: SCALDS</title>
 <text><paragraph>Scalds have occurred.</paragraph></text>
 <excerpt><highlight><text><paragraph>Said again in short.</paragraph></text></highlight></excerpt>
</section></component>
<component><section><code code="34067-9"/><title>1 INDICATIONS AND USAGE</title>
 <text><paragraph>TEAVIR is for <content styleCode="italics">adults</content> with
  platelets of 10<sup>9</sup>/L<footnote>By any counter.</footnote>
  [see <linkHtml href="#s5">Warnings (5.1)</linkHtml>]:</paragraph>
  <list listType="unordered"><item><caption>•</caption>thirst<list><item>at night</item></list></item>
  <item>a dry mouth</item></list></text></section></component>
<component><section><code code="34068-7"/><title>2 DOSAGE AND ADMINISTRATION</title>
 <component><section><code code="42229-5"/><title>2.1 Recommended Dosage</title>
  <text>Drink 200 mL daily.</text></section></component>
 <component><section><code code="42229-5"/><title>2.2 Changes for Scalds</title>
  <text><table><caption>Table 1. Changes</caption>
   <thead><tr><th>Grade</th><th>Dose</th></tr></thead>
   <tfoot><tr><td colspan="2">Grades as in the trial.</td></tr></tfoot>
   <tbody><tr><td><paragraph>1</paragraph><paragraph>or 2</paragraph></td>
   <td>100 mL<footnote>Once a day.</footnote></td></tr></tbody></table></text></section></component>
</section></component>
<component><section><code code="42229-5"/><title>CONTRAINDICATIONS:</title>
 <text>Allergy to tea.</text></section></component>
<component><section><code code="34082-8"/><title>Geriatric Use</title>
 <text><paragraph>No difference was seen.</paragraph></text></section></component>
<component><section><code code="34069-5"/><title>16 HOW SUPPLIED</title>
 <text><paragraph>In tins.</paragraph></text></section></component>
</structuredBody></component></document>"""


@pytest.fixture
def read(tmp_path):
    def document(text=LABEL):
        path = tmp_path / "label.xml"
        path.write_text(text)
        (found,) = SplSource().read(path)
        return found

    return document


def under(document, *heading):
    return [document.text[b.start : b.end] for b in document.blocks if b.heading == heading]


def test_a_label_is_known_by_its_set_and_named_by_its_drug(read):
    document = read()
    assert (document.id, document.kind) == (f"label:{SET_ID}", DocumentKind.LABEL)
    assert document.title == "Teavir (teavirine)"
    assert (document.publisher, document.jurisdiction) == ("Kettle & Co", "US")
    assert document.updated == document.revised == "2024-02-29"
    assert document.topics == ()
    assert document.identifiers.url.endswith(SET_ID)


def test_without_a_product_the_printed_title_serves(read):
    text = LABEL.replace("<name>T", "<code>T").replace("IRINE</name>", "IRINE</code>")
    text = text.replace("eavir</name>", "eavir</code>").replace("TEAVIR</name>", "TEAVIR</code>")
    assert read(text).title == (
        "These highlights do not include all about TEAVIR. Initial U.S. Approval: 2011"
    )


def test_only_what_is_on_use_dosage_and_safety_is_kept(read):
    document = read()
    assert list(dict.fromkeys(block.heading for block in document.blocks)) == [
        ("Boxed warning", "WARNING: SCALDS"),
        ("Indications and usage",),
        ("Dosage and administration", "Recommended Dosage"),
        ("Dosage and administration", "Changes for Scalds"),
        ("Contraindications",),
        ("Use in specific populations", "Geriatric use"),
    ]
    assert "Said again" not in document.text
    assert "In tins" not in document.text


def test_words_lists_and_raised_figures_are_read_as_printed(read):
    assert under(read(), "Indications and usage") == [
        "TEAVIR is for adults with platelets of 10⁹/L [see Warnings (5.1)]:",
        "By any counter.",
        "thirst",
        "at night",
        "a dry mouth",
    ]


def test_tables_are_rows_with_what_stands_below_them_after(read):
    document = read()
    assert under(document, "Dosage and administration", "Changes for Scalds") == [
        "Table 1. Changes",
        "Grade: 1 or 2; Dose: 100 mL",
        "Grades as in the trial.",
        "Once a day.",
    ]
    assert BlockKind.TABLE_ROW in {block.kind for block in document.blocks}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('code="34391-3"', 'code="50578-4"', "animals"),
        ("HUMAN PRESCRIPTION", "OTC ANIMAL", "animals"),
        (SET_ID.upper(), "7", "setId"),
        ("</structuredBody>", "", "well-formed"),
    ],
)
def test_what_is_no_label_for_people_is_refused(read, old, new, reason):
    with pytest.raises(SourceError, match=reason):
        read(LABEL.replace(old, new))


def test_a_label_of_nothing_but_its_package_is_refused(read):
    start, end = LABEL.index("<component><section><code code="), LABEL.index("</structuredBody>")
    with pytest.raises(SourceError, match="use, dosage or safety"):
        read(LABEL[:start] + LABEL[end:])


def test_an_outside_entity_is_never_opened(read, tmp_path):
    (tmp_path / "secret.txt").write_text("hidden words")
    doctype = f'<!DOCTYPE document [<!ENTITY x SYSTEM "{tmp_path}/secret.txt">]>\n<document'
    text = LABEL.replace("<document", doctype, 1).replace("Allergy to tea", "Allergy &x;")
    assert "hidden" not in read(text).text


def test_labels_are_told_from_other_xml():
    source = SplSource()
    assert source.recognises(None, LABEL[:4096].encode())
    assert not source.recognises(None, b"<document><p/></document>")
    assert not source.recognises(None, b'<ClinicalDocument xmlns="urn:hl7-org:v3"/>')


@pytest.mark.parametrize(
    ("value", "date"),
    [("20240131093000", "2024-01-31"), ("202402", "2024-02"), ("20240230", "2024-02"), ("", None)],
)
def test_a_time_stamp_is_as_exact_as_it_is(value, date):
    assert stamp(value) == date
