"""Published articles as pages: their list, the search of the site, feed and sitemap."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from probatum.errors import NoLibrary, UnknownArticle
from probatum.evidence.published import Published
from probatum.interfaces.web.desk import Desk
from probatum.interfaces.web.entrance import Door
from probatum.interfaces.web.evidence import evidence_of
from probatum.interfaces.web.layout import layout
from probatum.interfaces.web.mishaps import mishap
from probatum.interfaces.web.page import page
from probatum.publishing.addresses import Addresses
from probatum.publishing.article_page import described, for_readers, steps_of
from probatum.publishing.feed import feed, sitemap
from probatum.publishing.forms import ALWAYS, FORMS, Form
from probatum.publishing.references import reading_of
from probatum.publishing.site import by_topic
from probatum.retrieval.words import forms
from probatum.review.rights import Right
from probatum.workflows.articles import Withdrawn
from probatum.workflows.editorial import editorial
from probatum.workflows.overview import Topic

_LONGEST = 200
_MOST_FOUND = 50


class _Told(NamedTuple):
    label: str
    media_type: str


_TOLD = {
    "pdf": _Told("PDF", "application/pdf"),
    "docx": _Told(
        "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    "md": _Told("Markdown", "text/markdown"),
    "ris": _Told("References: RIS", "application/x-research-info-systems"),
    "bib": _Told("References: BibTeX", "application/x-bibtex"),
    "csl.json": _Told("References: CSL-JSON", "application/vnd.citationstyles.csl+json"),
    "nbib": _Told("References: NBIB (PubMed)", "application/nbib"),
    "ama.txt": _Told("References: AMA", "text/plain"),
    "vancouver.txt": _Told("References: Vancouver", "text/plain"),
}
_FORMS = {form.ending: form for form in (*FORMS.values(), *ALWAYS)}


def articles(request: Request) -> Response:
    """All articles by topic or, with ``?words=``, articles and topics that hold these words."""
    desk: Desk = request.app.state.desk
    words = request.query_params.get("words", "").strip()[:_LONGEST]
    kept = desk.articles()
    found = kept.search(words) if words else kept.all()
    return page(
        request,
        "articles.html",
        words=words,
        found=found[:_MOST_FOUND] if words else (),
        number=len(found),
        topics=() if words else by_topic(found),
        overviews=_topics(desk, words) if words else (),
        address_of=Addresses().article,
    )


def article(request: Request) -> Response:
    """One article, under the name that its title gives; an older name leads there."""
    one = _open(request)
    addresses = _addresses(request)
    if request.path_params["slug"] != one.slug:
        return RedirectResponse(Addresses().article(one), 301)
    answer = for_readers(one)
    place = f"/articles/{one.slug}"
    return page(
        request,
        "article.html",
        page=one,
        answer=answer,
        place=place,
        shown=layout(answer),
        reading=reading_of(answer.question),
        steps=steps_of(one),
        described=described(one, addresses),
        canonical=addresses.article(one),
        forms=tuple(
            (told.label, f"{place}/{_kind(_FORMS[ending])}.{ending}")
            for ending, told in _TOLD.items()
            if _FORMS[ending].can_be_made
        ),
        policy_address="/policy",
    )


def evidence(request: Request) -> Response:
    """The words behind one citation of an article."""
    one = _open(request)
    return evidence_of(request, for_readers(one), f"/articles/{one.slug}")


def download(request: Request) -> Response:
    """An article in another form, or its references; the signed revision, with who signed it."""
    desk: Desk = request.app.state.desk
    one = _open(request)
    kind, _, ending = request.path_params["file"].partition(".")
    form = _FORMS.get(ending)
    if form is None or kind != _kind(form):
        raise HTTPException(404)
    with desk.turn():  # a PDF takes a second
        body = form.make(one)
    return Response(
        body,
        media_type=_TOLD[ending].media_type,
        headers={"content-disposition": f'attachment; filename="{one.slug}.{ending}"'},
    )


def _kind(form: Form) -> str:
    return "references" if form.of_references else "article"


def policy(request: Request) -> Response:
    """The editorial policy, with the rules in force."""
    desk: Desk = request.app.state.desk
    said = editorial(desk.records(), desk.settings.pages, datetime.now(UTC).date())
    written = said.policy_page()
    return page(request, "prose.html", prose=written, rules=said.rules, on=said.on)


def disclaimer(request: Request) -> Response:
    """What the pages are not meant for."""
    desk: Desk = request.app.state.desk
    said = editorial(desk.records(), desk.settings.pages, datetime.now(UTC).date())
    return page(request, "prose.html", prose=said.disclaimer_page(), rules=(), on=said.on)


def atom(request: Request) -> Response:
    """The feed of articles, those that changed last first."""
    desk: Desk = request.app.state.desk
    body = feed(desk.articles().all(), _addresses(request))
    return Response(body, media_type="application/atom+xml")


def site_map(request: Request) -> Response:
    """Every address that a search engine may show."""
    desk: Desk = request.app.state.desk
    addresses = _addresses(request)
    topics = [f"{addresses.base}/topics/{topic.slug}" for topic in _topics(desk, "")]
    return Response(sitemap(desk.articles().all(), addresses, topics), media_type="application/xml")


def robots(request: Request) -> Response:
    """Answers are for those who asked; articles and topics are for everybody."""
    kept_out = ("/ask", "/asking/", "/answers", "/check", "/library")
    lines = ["User-agent: *", *(f"Disallow: {place}" for place in kept_out)]
    lines.append(f"Sitemap: {_addresses(request).base}/sitemap.xml")
    return Response("\n".join(lines) + "\n", media_type="text/plain")


def withdrawn(request: Request, error: Exception) -> Response:
    """An article that was published once: gone, and not to be looked for again."""
    return mishap(request, "withdrawn", 410)


def unknown(request: Request, error: Exception) -> Response:
    """No article of that name."""
    return mishap(request, "no_article", 404)


def _topics(desk: Desk, words: str) -> tuple[Topic, ...]:
    """Topics of the library whose name holds all of the words."""
    wanted = set(forms(words))
    try:
        with desk.library() as (index, _):
            return tuple(
                topic for topic in desk.topics.all(index) if wanted <= set(forms(topic.name))
            )
    except NoLibrary:
        return ()


def _open(request: Request) -> Published:
    desk: Desk = request.app.state.desk
    return desk.articles().open(request.path_params["slug"])


def _addresses(request: Request) -> Addresses:
    desk: Desk = request.app.state.desk
    stated = desk.settings.address
    return Addresses(stated or f"{request.url.scheme}://{request.url.netloc}")


ROUTES = (
    Door("/articles", articles, Right.READ_ARTICLES),
    Door("/articles/{slug}", article, Right.READ_ARTICLES),
    Door("/articles/{slug}/evidence/{number:int}", evidence, Right.READ_ARTICLES),
    Door("/articles/{slug}/{file}", download, Right.READ_ARTICLES),
    Door("/policy", policy, Right.READ_ARTICLES),
    Door("/disclaimer", disclaimer, Right.READ_ARTICLES),
    Door("/feed.xml", atom, Right.READ_ARTICLES),
    Door("/sitemap.xml", site_map, Right.READ_ARTICLES),
    Door("/robots.txt", robots, None),
)
ERRORS = {Withdrawn: withdrawn, UnknownArticle: unknown}
