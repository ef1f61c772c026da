"""Writes what was read in the formats of others; one format a file."""

from communique.export.conllu import conllu

__all__ = ["conllu"]
