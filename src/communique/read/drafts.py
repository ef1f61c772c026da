"""A document in the making: what a file, page or row gave, before cleaning, cruft and language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from communique.text import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """`name` and `place` say where it was read ("news.csv", "line 7").

    `published` is the date that its row or page states; `weak_published` one that may be the server's clock. `plain`: it is a
    text on its own, without any field beside it, so that its title has to be found in it. `captions` are
    lines of `text` that its page has under pictures; such a text is clean already.
    """

    name: str
    text: str
    place: str = ""
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    weak_published: date | None = None
    plain: bool = False
    captions: tuple[Span, ...] = ()
