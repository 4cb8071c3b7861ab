"""Finding what could tell who a patient is, before any text leaves the house. Pure, by rules."""
