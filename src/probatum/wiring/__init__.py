"""The one place that names concrete classes and puts them together."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from probatum.errors import NoLibrary, UsageError
from probatum.library import minilm
from probatum.library.embedded import EmbeddedIndex
from probatum.library.encoder import Encoder
from probatum.library.index import Index
from probatum.library.vocabularies import Vocabularies
from probatum.privacy.policy import policy_for
from probatum.privacy.recogniser import recogniser
from probatum.settings import Settings
from probatum.sources.live import LiveSource
from probatum.sources.notice_source import NoticeSource
from probatum.sources.reference_lookup import ReferenceLookup
from probatum.sources.source import Source
from probatum.verification.entailment import Entailment
from probatum.wiring.answering import Method as Method
from probatum.wiring.answering import composer as composer
from probatum.wiring.answering import method as method
from probatum.wiring.answering import method_of as method_of
from probatum.wiring.answering import model as model
from probatum.wiring.boards import answers as answers
from probatum.wiring.boards import answers_beside as answers_beside
from probatum.wiring.boards import back_up_records as back_up_records
from probatum.wiring.boards import board as board
from probatum.wiring.boards import has_board as has_board
from probatum.wiring.boards import open_board as open_board
from probatum.wiring.boards import records as records
from probatum.wiring.boards import records_address as records_address
from probatum.wiring.boards import restore_records as restore_records
from probatum.wiring.boards import shelf as shelf
from probatum.workflows.asking_services import Places
from probatum.workflows.collect import documents_of
from probatum.workflows.delivery import Delivery, Series

if TYPE_CHECKING:
    from probatum.identity.provider import IdentityProvider
    from probatum.privacy.screened import Agrees
    from probatum.reporting.channel import Channel
    from probatum.retrieval.reranker import Reranker
    from probatum.sources.clinical_trials_live import ClinicalTrialsLive
    from probatum.sources.label_service import LabelService
    from probatum.sources.page_reader import PageReader
    from probatum.sources.refresher import Refresher
    from probatum.sources.web import Web


def sources() -> tuple[Source, ...]:
    """Every installed source, built-in or third-party; those of general formats come last."""
    found: list[Source] = [entry.load()() for entry in entry_points(group="probatum.sources")]
    return tuple(sorted(found, key=lambda source: (source.general, source.name)))


@contextmanager
def live_sources(settings: Settings) -> Iterator[tuple[LiveSource, ...]]:
    """The services to ask, for the time of the block."""
    from probatum.sources.clinical_trials_live import ClinicalTrialsLive
    from probatum.sources.europepmc import EuropePmcLive
    from probatum.sources.eutils import PubMedLive

    with _web(settings) as web:
        yield PubMedLive(web), EuropePmcLive(web), ClinicalTrialsLive(web)


def live_places(settings: Settings) -> Places:
    """The services to ask, and the library that what they give is kept in."""
    return Places(
        email=settings.web.email,
        library=str(settings.library),
        services=lambda: live_sources(settings),
        notices=lambda: notice_source(settings),
        to_ask=lambda: library_to_ask(settings)[0],
        to_keep_in=lambda create: open_library(settings, create=create),
    )


@contextmanager
def trial_registry(settings: Settings) -> Iterator[ClinicalTrialsLive]:
    """The register of studies, for the time of the block."""
    from probatum.sources.clinical_trials_live import ClinicalTrialsLive

    with _web(settings) as web:
        yield ClinicalTrialsLive(web)


@contextmanager
def label_service(settings: Settings, name: str) -> Iterator[LabelService]:
    """The service of that name ("dailymed", "openfda") that gives labels of drugs."""
    from probatum.sources.dailymed_live import DailyMedLabels
    from probatum.sources.openfda_live import OpenFdaLabels

    with _web(settings) as web:
        yield DailyMedLabels(web) if name == "dailymed" else OpenFdaLabels(web)


@contextmanager
def reference_lookups(
    settings: Settings, tell: Callable[[str], None], agrees: Agrees | None = None
) -> Iterator[tuple[ReferenceLookup, ...]]:
    """The services that know cited works, the one that gives most of them first.

    ``tell`` is told what was taken out of a reference before it went there.
    """
    from probatum.sources.crossref import Crossref
    from probatum.sources.pubmed_lookup import PubMedLookup
    from probatum.sources.screened_lookup import ScreenedLookup

    stated, more = settings.services_policy, recogniser(settings.recogniser, settings.names_model)
    with _web(settings) as web:
        asked = ((PubMedLookup(web), web.settings.eutils), (Crossref(web), web.settings.crossref))
        yield tuple(
            ScreenedLookup(lookup, policy_for(address, stated), tell, agrees, more)
            for lookup, address in asked
        )


@contextmanager
def notice_source(settings: Settings) -> Iterator[NoticeSource]:
    """The service that knows of retractions and other notices."""
    from probatum.sources.crossref import Crossref

    with _web(settings) as web:
        yield Crossref(web)


@contextmanager
def publisher_files(
    settings: Settings, addresses: Sequence[str], series: Series, keep: Path | None
) -> Iterator[Delivery]:
    """The files at ``addresses``, for the time of the block; fetched beside the library, or kept.

    What is fetched into the folder ``keep`` stays there; otherwise a file goes once it is taken.
    """
    from probatum.workflows.publisher import Publisher

    folder = keep or settings.library / "fetched"
    with _web(settings) as web:
        yield Publisher(web, addresses, series, folder, keep=keep is not None)


@contextmanager
def refreshers(settings: Settings) -> Iterator[tuple[Refresher, ...]]:
    """The services that tell how documents stand now."""
    from probatum.sources.crossref import Crossref
    from probatum.sources.europepmc_refresher import EuropePmcRefresher
    from probatum.sources.notice_refresher import NoticeRefresher
    from probatum.sources.pubmed_refresher import PubMedRefresher

    with _web(settings) as web:
        yield PubMedRefresher(web), EuropePmcRefresher(web), NoticeRefresher(Crossref(web))


@contextmanager
def page_reader(settings: Settings, hosts: Iterable[str] = ()) -> Iterator[PageReader]:
    """A reader of single pages of the services' hosts and of ``hosts``."""
    from probatum.sources.web_pages import WebPages

    listed = settings.web.model_copy(update={"listed": frozenset(hosts)})
    with _web(settings.model_copy(update={"web": listed})) as web:
        yield WebPages(web)


@contextmanager
def retraction_list(settings: Settings) -> Iterator[Path]:
    """Retraction Watch's list as a file, for the time of the block."""
    from probatum.sources.retraction_watch_live import RetractionWatchList

    with _web(settings) as web, tempfile.TemporaryDirectory(prefix="probatum-") as scratch:
        path = Path(scratch) / "retraction_watch.csv"
        RetractionWatchList(web).save(path)
        yield path


def _web(settings: Settings) -> Web:
    """The client of the services. Close it."""
    # Imported here: whoever asks none need not wait for an HTTP client to load.
    from probatum.sources.web import Web

    cache = _writable(settings.web.cache)
    return Web(settings.web.model_copy(update={"cache": cache}))


def entailment() -> Entailment | None:
    """The small model that reads effects, where its files are."""
    from probatum.verification import effect_model

    return effect_model.EffectModel() if effect_model.installed() else None


def publisher(form: str) -> Callable[..., str]:
    """The function that gives an answer that form: "text", "markdown", "json", "html"."""
    (entry,) = entry_points(group="probatum.publishers", name=form)
    publish: Callable[..., str] = entry.load()
    return publish


def open_library(settings: Settings, *, create: bool = False) -> EmbeddedIndex:
    """The owner's library. Raises `NoLibrary` when it is not there and not to be made."""
    return EmbeddedIndex(settings.library, create=create, encoder=sentence_encoder())


@lru_cache
def sentence_encoder() -> Encoder | None:
    """What makes vectors of texts, where its extra is installed; one for all threads."""
    return minilm.MiniLm() if minilm.installed() else None


def reranker(settings: Settings) -> Reranker | None:
    """The owner's model for a second look at what was found. Raises `UsageError`."""
    if settings.reranker is None:
        return None
    from probatum.retrieval.cross_encoder import CrossEncoder

    return CrossEncoder(settings.reranker)


def library_to_ask(settings: Settings) -> tuple[Index, bool]:
    """The owner's library, or the starter library (then True) when the owner has none yet.

    A library that was named and is missing is an error, never replaced by another.
    """
    try:
        return open_library(settings), False
    except NoLibrary:
        if settings.library_was_named:
            raise
    return starter_library(settings.cache, settings.library), True


def vocabularies(settings: Settings) -> Vocabularies:
    """The vocabularies beside the owner's library, be it there yet or not."""
    return Vocabularies(settings.library)


def identity_provider(settings: Settings) -> IdentityProvider | None:
    """With whom people may sign in besides; none when the settings name none.

    Raises `UsageError` when they do not say enough or the extra is missing.
    """
    if settings.openid.issuer is None:
        return None
    if find_spec("authlib") is None or find_spec("joserfc") is None:
        raise UsageError("openid.issuer needs the extra: pip install 'probatum[openid]'")
    from probatum.identity.openid_connect import OpenIdConnect

    return OpenIdConnect(settings.openid)


def channels(settings: Settings) -> tuple[Channel, ...]:
    """The ways by which the owner is told that evidence changed; those that were configured."""
    from probatum.reporting.mail import MailChannel
    from probatum.reporting.webhook import WebhookChannel

    reports = settings.reports
    mail = (MailChannel(reports.mail),) if reports.mail else ()
    webhook = (WebhookChannel(reports.webhook),) if reports.webhook else ()
    return (*mail, *webhook)


def starter_library(cache: Path, owners: Path | None = None) -> EmbeddedIndex:
    """The practical summaries of the package, indexed once into the cache.

    Vocabularies are those in the owner's folder, where a library of theirs may come to be.
    """
    folder = Path(str(files("probatum.starter"))) / "summaries"
    texts = sorted(folder.glob("*.md"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in texts)).hexdigest()[:16]
    built = _writable(cache) / f"starter-{digest}"
    if not built.is_dir():
        scratch = Path(tempfile.mkdtemp(prefix="starter-", dir=built.parent))
        index = EmbeddedIndex(scratch, create=True)
        index.add(documents_of([str(path) for path in texts], sources()))
        index.close()
        try:
            scratch.rename(built)
        except OSError:  # another process was quicker
            shutil.rmtree(scratch, ignore_errors=True)
    return EmbeddedIndex(built, vocabularies=owners)


def _writable(cache: Path) -> Path:
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
    if os.access(cache, os.W_OK):
        return cache
    private = Path(tempfile.gettempdir()) / f"probatum-{os.getuid()}"
    private.mkdir(mode=0o700, exist_ok=True)
    return private
