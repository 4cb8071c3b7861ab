"""A PDQ summary as cancer.gov publishes it in HTML, written by hand in that form."""

from __future__ import annotations

PATH = "/types/example/hp/example-treatment-pdq"

_PAGE = """<!DOCTYPE html>
<html lang="en" dir="ltr"><head><meta charset="utf-8">
<title>Example Cancer Treatment (PDQ&reg;) - NCI</title>
<link rel="canonical" href="https://www.cancer.gov{path}">
<meta property="og:title" content="Example Cancer Treatment (PDQ&reg;)">
<script>var section = "#cit/section_1.1";</script></head>
<body><a class="usa-skipnav" href="#main-content">Skip to main content</a>
<header role="banner"><form><input name="swKeyword"></form></header>
<nav><ul><li><a href="/about-cancer">About Cancer</a></li></ul></nav>
<main id="main-content"><article>
<h1>Example Cancer Treatment (PDQ®)–Health Professional Version</h1>
<div class="page-options-container"><button>Print</button><button>Email</button></div>
<div class="summary-sections" id="cgvBody">
<nav class="on-this-page"><h6>On This Page</h6><ul><li><a href="#_1">General Information</a></li></ul></nav>
<section id="_1"><h2 id="_1_toc">General Information About Example Cancer</h2>
<div class="pdq-sections" id="_section_1">
<nav class="in-this-section" role="navigation"><h6>In This Section</h6><ul><li><a href="#_11">Anatomy</a></li></ul></nav>
<p id="_2" tabindex="0"><a href="{path}/patient">Go to Patient Version</a></p>
<section id="_11"><h3 id="_11_toc">Anatomy</h3>
<figure id="figure_12" class="image-center"><a href="/x.jpg">Enlarge</a><img alt="A drawing." src="/x-750.jpg"><figcaption><div class="caption-container">Where the organ lies.</div></figcaption></figure>
<p id="_13" tabindex="0">The <a class="definition" href="/Common/PopUps/popDefinition.aspx?id=1">organ</a> is small. The count was 10<sup>9</sup>/L and [see text] by (weight).</p></section>
</div></section>
<section id="_20"><h2 id="_20_toc">Treatment</h2><div class="pdq-sections" id="_section_2">
<section id="_21"><h3 id="_21_toc">Systemic <em>therapy</em></h3>
<p id="_22" tabindex="0">Two trials found longer survival with drugone plus drugtwo (D1D2).[<a href="#cit/section_2.1">1</a>-<a href="#cit/section_2.3">3</a>,<a href="#cit/section_2.5">5</a>] [<a href="/Common/PopUps/popDefinition.aspx?id=663253&amp;version=HealthProfessional&amp;language=English">Level of evidence A1</a>] It is not given to people younger than 18 years.</p>
<div class="pdq-content-list"><p class="pdq-list-title">Results:</p><ul id="_23"><li>Median survival was {survival} months (<em>P</em> = .01).[<a href="#cit/section_2.2">2</a>]</li><li>Outer item.<ul><li>Inner item.</li></ul></li></ul></div>
<table id="_30" class="table-default"><caption>Table 1. Doses</caption><thead><tr><th>Drug</th><th>Dose</th></tr></thead>
<tbody><tr><td>Drugone</td><td>85 mg/m<sup>2</sup>[<a href="#cit/section_2.2">2</a>]</td></tr><tr><td>Drugtwo</td><td></td></tr></tbody></table></section>
<section id="_40"><h3 id="_40_toc">Current Clinical Trials</h3><p>Use our advanced clinical trial search.</p></section>
<h6>References</h6>
<ol><li id="section_2.1">Ay B: One. J One 1: 1-2, 2001. <a href="http://www.ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=Retrieve&amp;db=PubMed&amp;list_uids=11&amp;dopt=Abstract" title="x">[PUBMED Abstract]</a></li>
<li id="section_2.2">Cee D: Two. J Two 2: 3, 2002.</li><li id="section_2.3">Eff G: Three. J Three, 2003.</li>
<li id="section_2.5">Aitch I: Five. J Five, 2005.</li></ol></div></section>
<section><h2 id="_50_toc">Latest Updates to This Summary ({month}/{day}/{year})</h2><div class="pdq-sections"><p>Changed.</p></div></section>
<section><h2 id="_AboutThis_1_toc">About This PDQ Summary</h2><div class="pdq-sections"><h3>Purpose</h3><p>Nothing clinical.</p></div></section>
</div></article></main>
<footer><p>If you would like to reproduce this.</p></footer></body></html>
"""


def summary(path: str = PATH, survival: str = "9", updated: str = "2025-02-12") -> bytes:
    year, month, day = updated.split("-")
    shown = {"path": path, "survival": survival, "month": month, "day": day, "year": year}
    page = _PAGE
    for name, value in shown.items():
        page = page.replace(f"{{{name}}}", value)
    return page.encode()
