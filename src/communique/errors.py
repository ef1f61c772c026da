"""Every error that a user of Communiqué can cause or mend.

CommuniqueError
├── InputError         a document cannot be read: names the file, the place in it and the remedy
│   └── LanguageError  it can be read, but is not in English
└── DataError          a file that ships with the package, or that the user brought in its place, is wrong
    └── ModelError     the model's card, code and weights do not belong together
"""

from __future__ import annotations


class CommuniqueError(Exception):
    """The root of all; catch it to catch everything that is not a defect."""


class InputError(CommuniqueError):
    """A document that cannot be read.

    `source` is the file or address, `place` where in it ("line 12", "byte 3041"; empty for the whole), `problem` what is
    wrong and `remedy` what its owner can do.
    """

    def __init__(self, source: str, problem: str, remedy: str, place: str = "") -> None:
        self.source, self.place, self.problem, self.remedy = source, place, problem, remedy
        where = f"{source}, {place}" if place else source
        super().__init__(f"{where}: {problem}. {remedy}")


class LanguageError(InputError):
    """A document in a language that Communiqué does not read; `language` is its ISO 639-1 code."""

    def __init__(self, source: str, language: str, language_name: str, place: str = "") -> None:
        self.language = language
        problem = f"the text is in {language_name} ({language}), and only English is read"
        super().__init__(source, problem, "Translate it first, or leave it out.", place)


class DataError(CommuniqueError):
    """A data file is wrong; the message names the file and, where there is one, the line."""


class ModelError(DataError):
    """The model cannot be used: its card, the code and the weights do not belong together."""
