"""A published article as an HTML page: who signed it, when, and how it stands today."""

from __future__ import annotations

from probatum.evidence.answer import Answer, Reference, Stage
from probatum.evidence.article import SignOff
from probatum.evidence.document import DocumentKind
from probatum.evidence.published import Published
from probatum.evidence.question import ReaderKind
from probatum.publishing.addresses import Addresses
from probatum.publishing.html import page, parts_of
from probatum.publishing.references import link_of

_STEPS = (Stage.SUBMITTED, Stage.UNDER_REVIEW, Stage.APPROVED, Stage.PUBLISHED)


def article_page(published: Published, forms: tuple[str, ...], address: str | None) -> str:
    """The page, without the words of the question, which may speak of a patient.

    `forms` are endings of files beside it with its references, `address` that of the site.
    """
    addresses = Addresses(address, files=True) if address else None
    return page(
        "article.html",
        page=published,
        steps=steps_of(published),
        described=described(published, addresses),
        canonical=addresses.article(published) if addresses else None,
        forms=tuple((form, f"{published.article}.{form}") for form in forms),
        policy_address="../policy.html",
        **parts_of(for_readers(published)),
    )


def for_readers(published: Published) -> Answer:
    """The answer without the words of the question and of the one before it."""
    question = published.answer.question.model_copy(update={"text": "", "follows": None})
    return published.answer.model_copy(update={"question": question})


def steps_of(published: Published) -> tuple[Stage, ...]:
    """The stages on its way, with the one it is in now."""
    stage = published.answer.review.stage
    return _STEPS if stage in _STEPS else (*_STEPS, stage)


def described(published: Published, addresses: Addresses | None) -> dict[str, object]:
    """A schema.org MedicalWebPage: https://schema.org/MedicalWebPage."""
    answer = published.answer
    patient = answer.reader is ReaderKind.PATIENT
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": answer.title,
        "inLanguage": "en",
        "datePublished": f"{published.published_at:%Y-%m-%d}",
        "dateModified": f"{published.changed_at:%Y-%m-%d}",
        "lastReviewed": f"{max(one.at for one in published.signed):%Y-%m-%d}",
        "reviewedBy": [_reviewer(one) for one in published.signed],
        "creativeWorkStatus": answer.review.stage.value,
        "audience": {
            "@type": "MedicalAudience",
            "audienceType": "Patient" if patient else "Clinician",
        },
        "citation": [_cited(reference) for reference in answer.references],
    }
    if answer.question.condition:
        found["about"] = {"@type": "MedicalCondition", "name": answer.question.condition.name}
    if addresses:
        found["url"] = addresses.article(published)
        found["publishingPrinciples"] = addresses.policy()
    return found


def _reviewer(one: SignOff) -> dict[str, str]:
    title = {"jobTitle": one.title} if one.title else {}
    return {"@type": "Person", "name": one.name, **title}


def _cited(reference: Reference) -> dict[str, str]:
    paper = reference.kind is DocumentKind.RESEARCH
    link = link_of(reference)
    return {
        "@type": "MedicalScholarlyArticle" if paper else "CreativeWork",
        "name": reference.title,
        **({"url": link} if link else {}),
    }
