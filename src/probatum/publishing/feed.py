"""An Atom feed (RFC 4287) and a sitemap (sitemaps.org, 0.9) of published articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from lxml import etree

from probatum.evidence.published import Published
from probatum.publishing.addresses import Addresses

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MOST = 100


def feed(pages: Sequence[Published], addresses: Addresses) -> str:
    """The articles that changed last, newest first; each with its stage and caution."""
    newest = sorted(pages, key=lambda one: one.changed_at, reverse=True)[:_MOST]
    moment = newest[0].changed_at if newest else datetime.fromtimestamp(0, UTC)
    root = etree.fromstring(f'<feed xmlns="{_ATOM}"/>')
    _add(root, "title", "Articles")
    _add(root, "id", f"{addresses.base}/")
    _add(root, "link", href=addresses.feed(), rel="self")
    _add(root, "updated", _moment(moment))
    for one in newest:
        _add_entry(root, one, addresses)
    return _text(root)


def sitemap(pages: Sequence[Published], addresses: Addresses, others: Iterable[str] = ()) -> str:
    """Every article with the day it changed, the index, the policy, and addresses of `others`."""
    root = etree.fromstring(f'<urlset xmlns="{_SITEMAP}"/>')
    for address in (addresses.articles(), addresses.policy(), addresses.disclaimer(), *others):
        _add(_add(root, "url"), "loc", address)
    for one in sorted(pages, key=lambda one: one.article):
        url = _add(root, "url")
        _add(url, "loc", addresses.article(one))
        _add(url, "lastmod", f"{one.changed_at:%Y-%m-%d}")
    return _text(root)


def _add_entry(root: etree._Element, one: Published, addresses: Addresses) -> None:
    entry, review = _add(root, "entry"), one.answer.review
    _add(entry, "title", one.answer.title)
    _add(entry, "id", addresses.article(one))
    _add(entry, "link", href=addresses.article(one))
    _add(entry, "published", _moment(one.published_at))
    _add(entry, "updated", _moment(one.changed_at))
    for signed in one.signed:
        _add(_add(entry, "author"), "name", signed.name)
    _add(entry, "category", term=one.topic)
    _add(entry, "summary", f"{review.stage.capitalize()}. {review.caution}")


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    namespace = etree.QName(parent).namespace
    added = etree.SubElement(parent, f"{{{namespace}}}{name}", attributes)
    added.text = text or None
    return added


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _text(root: etree._Element) -> str:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True).decode()
