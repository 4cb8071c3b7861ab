"""Pages of the network: PDQ from its list of pages, guidelines from a list of the owner's."""

from __future__ import annotations

from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from probatum.errors import SourceError, SourceUnavailable
from probatum.evidence.document import DocumentKind, Status
from probatum.library.embedded import EmbeddedIndex
from probatum.library.origins import Origins, OriginState
from probatum.sources.guideline_list import guidelines
from probatum.sources.web import Web
from probatum.sources.web_pages import WebPages
from probatum.sources.web_settings import WebSettings, host_of
from probatum.wiring import sources
from probatum.workflows.guidelines import collect_guidelines
from probatum.workflows.pages import Shelf
from probatum.workflows.pdq import collect_pdq
from tests.replay.pdq_page import PATH, summary
from tests.replay.site import Site, publishing
from tests.sources.pdf_by_hand import pdf, text

OTHER = "/about-cancer/treatment/side-effects/example-hp-pdq"


@pytest.fixture
def site():
    with publishing() as running:
        running.robots()
        yield running


@pytest.fixture
def shelf(site: Site, tmp_path: Path):
    settings = WebSettings(
        cache=tmp_path / "cache",
        cancer_gov=site.address,
        private=frozenset({site.host}),
        back_off=0.01,
        attempts=2,
        rates={site.host: 1000.0},
    )
    with (
        Web(settings) as web,
        closing(EmbeddedIndex(tmp_path / "library", create=True)) as index,
        closing(Origins(tmp_path / "library")) as origins,
    ):
        yield Shelf(index, origins, sources(), WebPages(web))


def pages_fetched(site: Site) -> list[str]:
    return [f.path for f in site.fetched if "robots" not in f.path and "sitemap" not in f.path]


def two_summaries(site: Site) -> None:
    site.robots(f"Sitemap: {site.address}/sitemaps/index.xml", "Disallow: /private/")
    site.list_lists("/sitemaps/index.xml", ["/sitemaps/default.xml.gz"])
    site.list_pages(
        "/sitemaps/default.xml.gz",
        {
            PATH: "2025-02-12T10:00Z",
            OTHER: "2025-01-01",
            "/types/example/patient/example-treatment-pdq": "2025-01-01",
            "/espanol/tipos/example/pro/example-pdq": "2025-01-01",
            "/about-cancer": "2025-01-01",
        },
        packed=True,
    )
    site.pages[PATH] = summary()
    site.pages[OTHER] = summary(OTHER)


def test_only_summaries_for_professionals_are_fetched_from_the_list_of_pages(site, shelf):
    two_summaries(site)
    outcome = collect_pdq(site.address, shelf)
    assert (outcome.change.added, outcome.refused) == (2, ())
    assert pages_fetched(site) == [PATH, OTHER]
    assert site.fetched[0].path == "/robots.txt"
    assert all(fetch.agent.startswith("probatum/") for fetch in site.fetched)
    kept = shelf.index.document("pdq:types-example-hp-example-treatment-pdq")
    assert (kept.publisher, kept.updated) == ("National Cancer Institute", "2025-02-12")


def test_a_page_that_the_list_calls_unchanged_is_not_fetched_again(site, shelf):
    two_summaries(site)
    collect_pdq(site.address, shelf)
    site.fetched.clear()
    assert collect_pdq(site.address, shelf).not_fetched == 2
    assert pages_fetched(site) == []


def test_a_changed_page_is_fetched_and_its_document_revised(site, shelf):
    two_summaries(site)
    collect_pdq(site.address, shelf)
    site.list_pages("/sitemaps/default.xml.gz", {PATH: "2025-06-01", OTHER: "2025-03-03"})
    site.pages[PATH] = summary(survival="11", updated="2025-06-01")
    site.fetched.clear()
    outcome = collect_pdq(site.address, shelf)
    assert outcome.revised == ("pdq:types-example-hp-example-treatment-pdq",)
    assert outcome.not_changed == 1
    assert [fetch.status for fetch in site.of(OTHER)] == [304]
    assert "11 months" in shelf.index.document(outcome.revised[0]).text
    assert len(shelf.index.versions(outcome.revised[0])) == 2


def test_stopped_in_the_middle_it_goes_on_with_what_is_missing(site, shelf):
    two_summaries(site)
    assert collect_pdq(site.address, shelf, at_most=1).left == 1
    outcome = collect_pdq(site.address, shelf, at_most=1)
    assert (outcome.change.added, outcome.not_fetched, outcome.left) == (1, 1, 0)
    assert len(site.of(PATH)) == 1


def test_what_left_the_list_is_marked_as_gone_and_kept(site, shelf):
    two_summaries(site)
    collect_pdq(site.address, shelf)
    site.list_pages("/sitemaps/default.xml.gz", {PATH: "2025-02-12T10:00Z"})
    (gone,) = collect_pdq(site.address, shelf).gone
    assert (gone.address, gone.state) == (site.address + OTHER, OriginState.GONE)
    assert shelf.index.summary(gone.documents[0])
    assert collect_pdq(site.address, shelf).gone == ()
    assert shelf.origins.gone() == (gone,)


def test_a_page_that_the_site_closes_to_programs_is_not_fetched(site, shelf):
    two_summaries(site)
    site.robots(f"Sitemap: {site.address}/sitemaps/index.xml", "Disallow: /*/side-effects/")
    outcome = collect_pdq(site.address, shelf)
    assert outcome.change.added == 1
    assert "robots.txt" in outcome.refused[0].reason
    assert site.of(OTHER) == []


def test_rules_that_cannot_be_had_close_the_site(site, shelf):
    site.pages["/robots.txt"] = 503
    with pytest.raises(SourceUnavailable, match="503"):
        collect_pdq(site.address, shelf)
    assert pages_fetched(site) == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<urlset></urlset>", "lists no PDQ summary"),
        (b"<html></html>", "no list of pages"),
        (b"<urlset", "no list of pages"),
        (b"\x1f\x8b\x08\x00cut", "damaged"),
        (
            b'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>&x;'
            b"</loc></url></urlset>",
            "lists no PDQ summary",
        ),
    ],
)
def test_a_list_of_pages_that_is_none_changes_nothing(site, shelf, data, reason):
    two_summaries(site)
    collect_pdq(site.address, shelf)
    site.pages["/sitemaps/index.xml"] = data
    with pytest.raises(SourceError, match=reason):
        collect_pdq(site.address, shelf)
    assert shelf.origins.gone() == ()


def test_the_delay_that_the_site_asks_for_is_kept(site, shelf):
    two_summaries(site)
    site.robots("Crawl-delay: 0.2", f"Sitemap: {site.address}/sitemaps/index.xml")
    site.pages["/robots.txt"] = site.pages["/robots.txt"].replace(b"Crawl-delay: 0.001\n", b"")
    collect_pdq(site.address, shelf)
    times = [fetch.at for fetch in site.fetched[1:]]
    assert all(late - early > 0.15 for early, late in pairwise(times[1:]))


GOUT = """<html lang="en"><head><title>Gout</title></head><body><main><h1>Gout in adults {year}</h1>
<p>Last updated: {year}</p><p>{words}</p></main></body></html>"""


def gout(year: int = 2021, words: str = "Rest the joint for a week.") -> bytes:
    return GOUT.format(year=year, words=words).encode()


def listed(site: Site, tmp_path: Path, content: str, name: str = "list.yaml"):
    path = tmp_path / name
    path.write_text(content.replace("SITE", site.address), encoding="utf-8")
    return guidelines(path)


def test_what_the_list_states_wins_over_what_the_page_says(site, shelf, tmp_path):
    site.pages["/gout"] = gout()
    entries = listed(site, tmp_path, """
- url: SITE/gout
  title: Care of gout
  publisher: Society of Joints
  date: 2022-03
  jurisdiction: DE
  condition: [gout, arthritis]
""")  # fmt: skip
    assert collect_guidelines(entries, shelf).change.added == 1
    (kept,) = shelf.index.summaries()
    document = shelf.index.document(kept.id)
    assert kept.id == "page:" + site.host.replace(".", "-").replace(":", "-") + "-gout"
    assert (document.title, document.publisher) == ("Care of gout", "Society of Joints")
    assert (document.published, document.updated) == ("2022-03", None)
    assert (document.jurisdiction, document.topics) == ("DE", ("gout", "arthritis"))
    assert document.identifiers.url == f"{site.address}/gout"


def test_ones_own_guideline_speaks_for_the_house(site, shelf, tmp_path):
    site.pages["/gout"] = gout()
    entries = listed(site, tmp_path, "url,own,kind\nSITE/gout,yes,practical summary\n", "l.csv")
    collect_guidelines(entries, shelf)
    (kept,) = shelf.index.summaries()
    assert shelf.index.document(kept.id).jurisdiction == "house"
    assert kept.kind is DocumentKind.PRACTICAL_SUMMARY


def test_a_later_edition_on_another_page_supersedes_the_earlier(site, shelf, tmp_path):
    for year in (2019, 2023):
        site.pages[f"/gout-{year}"] = gout(year)
    entries = listed(site, tmp_path, """
- {url: SITE/gout-2019, publisher: Society of Joints, date: 2019}
- {url: SITE/gout-2023, publisher: Society of Joints, date: 2023}
""")  # fmt: skip
    collect_guidelines(entries, shelf)
    standing = {summary.year: summary.status for summary in shelf.index.summaries()}
    assert standing == {2019: Status.SUPERSEDED, 2023: Status.CURRENT}


def test_files_are_known_by_their_bytes_whatever_the_site_calls_them(site, shelf, tmp_path):
    site.pages["/download?id=7"] = pdf([[text(50, 700, "Rest the joint for a week.")]])
    site.pages["/article"] = (
        b'<?xml version="1.0"?><article article-type="research-article"><front><article-meta>'
        b'<article-id pub-id-type="pmid">91</article-id><title-group><article-title>Gout'
        b"</article-title></title-group></article-meta></front><body><p>Rest helps.</p></body>"
        b"</article>"
    )
    site.pages["/odd"] = b"\x00\x01\x02" * 50
    site.types = dict.fromkeys(site.pages, "application/octet-stream")
    entries = listed(site, tmp_path, "SITE/download?id=7\nSITE/article # JATS\n\nSITE/odd", "l.txt")
    outcome = collect_guidelines(entries, shelf)
    assert outcome.change.added == 2
    assert [r.path for r in outcome.refused] == [f"{site.address}/odd"]
    assert "pmid:91" in {summary.id for summary in shelf.index.summaries()}


def test_a_second_time_only_what_changed_is_read(site, shelf, tmp_path):
    site.pages |= {"/a": gout(), "/b": gout(words="Cool it.")}
    entries = listed(site, tmp_path, "SITE/a\nSITE/b\n", "l.txt")
    collect_guidelines(entries, shelf)
    site.pages["/b"] = gout(words="Cool it for an hour.")
    outcome = collect_guidelines(entries, shelf)
    assert (outcome.not_changed, outcome.change.replaced, len(outcome.revised)) == (1, 1, 1)
    assert [fetch.status for fetch in site.of("/a")] == [200, 304]


def test_facts_stated_anew_are_taken_though_the_page_did_not_change(site, shelf, tmp_path):
    site.pages["/a"] = gout()
    collect_guidelines(listed(site, tmp_path, "SITE/a\n", "l.txt"), shelf)
    entries = listed(site, tmp_path, "url,publisher\nSITE/a,Society\n", "l.csv")
    assert collect_guidelines(entries, shelf).change.replaced == 1


def test_a_page_that_is_gone_keeps_its_document(site, shelf, tmp_path):
    site.pages["/a"] = gout()
    entries = listed(site, tmp_path, "SITE/a\n", "l.txt")
    collect_guidelines(entries, shelf)
    site.pages["/a"] = 404
    outcome = collect_guidelines(entries, shelf)
    assert (len(outcome.gone), outcome.refused) == (1, ())
    assert len(list(shelf.index.summaries())) == 1


def test_addresses_of_the_house_are_asked_only_when_the_owner_names_them(site, tmp_path):
    site.pages["/a"] = gout()
    settings = WebSettings(cache=tmp_path, listed=frozenset({site.host}), back_off=0.01)
    with (
        Web(settings) as web,
        closing(EmbeddedIndex(tmp_path / "library", create=True)) as index,
        closing(Origins(tmp_path / "library")) as origins,
    ):
        shelf = Shelf(index, origins, sources(), WebPages(web))
        outcome = collect_guidelines(listed(site, tmp_path, "SITE/a\n", "l.txt"), shelf)
    assert "PROBATUM_PRIVATE_HOSTS" in outcome.refused[0].reason
    assert site.fetched == []


@pytest.mark.parametrize(
    "host",
    ["10.1.2.3", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "localhost", "x.localhost",
     "2130706433"],
)  # fmt: skip
def test_every_way_of_writing_a_private_address_is_refused(tmp_path, host):
    address = f"http://{host}/"
    settings = WebSettings(cache=tmp_path, listed=frozenset({host_of(address)}))
    with Web(settings) as web, pytest.raises(SourceUnavailable, match="was not asked"):
        WebPages(web).page(address)


def test_a_redirect_to_a_host_of_no_list_is_refused(site, shelf, tmp_path):
    with publishing() as other:
        other.pages["/a"] = gout()
        site.pages["/a"] = (302, {"Location": f"{other.address}/a"}, b"")
        outcome = collect_guidelines(listed(site, tmp_path, "SITE/a\n", "l.txt"), shelf)
        assert "redirects to" in outcome.refused[0].reason
        assert other.fetched == []


def test_a_host_that_fails_twice_is_left_alone(site, shelf, tmp_path):
    site.pages |= {f"/{n}": 500 for n in range(5)}
    entries = listed(site, tmp_path, "".join(f"SITE/{n}\n" for n in range(5)), "l.txt")
    outcome = collect_guidelines(entries, shelf)
    assert len(outcome.refused) == 5
    assert {fetch.path for fetch in site.fetched} == {"/robots.txt", "/0", "/1"}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("l.txt", "# nothing\n", "names no address"),
        ("l.txt", "example.org/gout\n", "no address; write it with https://"),
        ("l.txt", "file:///etc/passwd\n", "no address"),
        ("l.txt", "https://me:secret@example.org/\n", "no address"),
        ("l.txt", "https://a.org/\nhttps://a.org/\n", "entry 2: https://a.org/ is named twice"),
        ("l.csv", "title,date\nGout,2020\n", "no column 'url'"),
        ("l.csv", "url,colour\nhttps://a.org/,red\n", "'colour' is no field; fields are"),
        ("l.csv", "url,date\nhttps://a.org/,2024-02-31\n", "entry 1, published: .* write YYYY"),
        ("l.csv", "url,own\nhttps://a.org/,perhaps\n", "own: 'perhaps' is not allowed"),
        ("l.yaml", "- url: https://a.org/\n  kind: book of spells\n", "allowed are guideline"),
        ("l.yaml", "- [1, 2\n", "is not YAML"),
        ("l.yaml", "- 7\n", "neither an address nor fields"),
        ("l.yaml", "a: &x 1\nb: *x\n", "without YAML anchors"),
    ],
)
def test_a_list_with_a_mistake_is_refused_whole_with_the_place(tmp_path, name, content, reason):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=reason):
        guidelines(path)
