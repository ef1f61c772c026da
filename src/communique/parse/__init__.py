"""The parser: sentences, words, syntax, names, all as spans of the document's text."""

from communique.parse.parser import Parser

__all__ = ["Parser"]
