"""An entry of a vocabulary that others publish: a descriptor of MeSH, a category of ICD-10-CM."""

from __future__ import annotations

from pydantic import Field

from probatum.evidence.value import Value


class SubjectHeading(Value):
    """One thing by its preferred name, what else it is called, and where it stands in the tree."""

    code: str = Field(min_length=1, description='As published: "D008175", "K51.0".')
    name: str = Field(min_length=1, description="In natural order of words.")
    synonyms: tuple[str, ...] = Field(default=(), description="Names that mean the same.")
    places: tuple[str, ...] = Field(
        default=(), description='Paths in the tree, parts parted by dots: "C04.588.894.797.520".'
    )
    classes: tuple[str, ...] = Field(
        default=(), description="Of a drug, what it acts as: names of other headings."
    )
    part: bool = Field(
        default=False, description="Whether it has no entry of its own and is named under another."
    )


class Published(Value):
    """Which vocabulary a file holds, and which edition of it."""

    name: str = Field(description='"MeSH", "ICD-10-CM".')
    edition: str = Field(default="", description="The year, where the file tells it.")

    def __str__(self) -> str:
        return f"{self.name} {self.edition}".strip()
