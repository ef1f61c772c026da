"""The scores are those of the CoNLL shared task."""

from evaluation.scores import ScoredWord, Tally


def word(start: int, end: int, head: tuple[int, int] | None, relation: str = "dep", upos: str = "NOUN") -> ScoredWord:
    return ScoredWord((start, end), "lemma", upos, "NN", head, relation)


def test_perfect_analysis_scores_hundred():
    """The treebank's own analysis has all measures at 100."""
    gold = [word(0, 3, None, "root"), word(3, 5, (0, 3))]
    tally = Tally()
    tally.add_words(gold, gold)
    assert set(tally.figures().values()) == {100.0}


def test_a_word_cut_otherwise_is_lost_and_so_is_what_hangs_on_it():
    """Splitting one word in two costs precision, recall and the attachment of its dependents."""
    gold = [word(0, 4, None, "root"), word(4, 6, (0, 4))]
    system = [word(0, 2, None, "root"), word(2, 4, (0, 2)), word(4, 6, (0, 2))]
    tally = Tally()
    tally.add_words(gold, system)
    figures = tally.figures()
    assert figures["words"] == 40.0
    assert figures["las"] == 0.0


def test_subtypes_of_labels_do_not_count():
    """`nmod:poss` for `nmod` is right, `obl` is not."""
    gold = [word(0, 1, None, "root"), word(1, 2, (0, 1), "nmod:poss"), word(2, 3, (0, 1), "nmod")]
    system = [word(0, 1, None, "root"), word(1, 2, (0, 1), "nmod"), word(2, 3, (0, 1), "obl")]
    tally = Tally()
    tally.add_words(gold, system)
    assert tally.figures()["las"] == 66.67


def test_names_count_by_exact_span_and_type():
    """A name with a wrong edge or type is both missed and invented."""
    tally = Tally()
    tally.add_names({(0, 1, "PER"), (3, 3, "LOC")}, {(0, 0, "PER"), (3, 3, "LOC")})
    assert tally.figures() == {"entities": 50.0, "entities LOC": 100.0, "entities PER": 0.0}
