"""Treebanks are read as their format says."""

from pathlib import Path

import pytest

from evaluation.treebank import read_iob2, read_treebank

CONLLU = """# newdoc id = GUM_news_harbour
# newpar
# sent_id = GUM_news_harbour-1
# text = They don't agree.
1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\tEntity=(1-person-new)
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
3.1\tagree\tagree\tVERB\tVB\t_\t_\t_\t_\t_
4\tagree\tagree\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

"""


def test_multiword_tokens_and_empty_nodes_are_told_apart(tmp_path: Path):
    """Ranges are kept beside the words, empty nodes are passed over."""
    path = tmp_path / "a.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    (sentence,) = read_treebank(path)
    assert sentence.words == ["They", "do", "n't", "agree", "."]
    assert sentence.multiword == [(1, 2, "don't")]
    assert sentence.heads == [4, 4, 4, 0, 4]
    assert (sentence.genre, sentence.document, sentence.paragraph) == ("news", "GUM_news_harbour", True)


def test_a_broken_row_is_named(tmp_path: Path):
    """A row without ten columns is an error with file and line."""
    path = tmp_path / "a.conllu"
    path.write_text("1\tThey\tthey\n\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.conllu:1: 3 columns, CoNLL-U has 10"):
        read_treebank(path)


def test_iob2_is_read_by_sentence(tmp_path: Path):
    """Words and tags are kept by sentence id; an unsure tag is none."""
    path = tmp_path / "a.iob2"
    path.write_text("# sent_id = s1\n# text = In Oslo\n1\tIn\tO\t-\t-\n2\tOslo\tB-LOC\t-\t-\n\n", encoding="utf-8")
    assert read_iob2(path) == {"s1": (["In", "Oslo"], ["O", "B-LOC"])}
