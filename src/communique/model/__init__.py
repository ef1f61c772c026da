"""The learned part: one small encoder, fine-tuned here for all tasks of the parser, on CPU through onnxruntime."""

from pathlib import Path

from communique.model.boundaries import Boundaries
from communique.model.card import BOUNDARIES, LEMMAS, Card
from communique.model.tagger import ENGLISH, Tagged, Tagger

LEMMA_TABLE: Path = ENGLISH / LEMMAS
BOUNDARY_TABLE: Path = ENGLISH / BOUNDARIES

__all__ = ["BOUNDARY_TABLE", "ENGLISH", "LEMMA_TABLE", "Boundaries", "Card", "Tagged", "Tagger"]
