"""Parses put right: who is held, where the parse takes "hostage" for the object."""

from __future__ import annotations

from legation.nlp.parsed import Columns, mended


def columns(rows: str) -> Columns:
    """Columns of "word/TAG/dependency/head" parted by spaces; a root is its own head."""
    parts = [row.split("/") for row in rows.split()]
    texts = [text for text, *_ in parts]
    starts = [sum(len(t) + 1 for t in texts[:i]) for i in range(len(texts))]
    kinds = {
        "P": "PROPN",
        "V": "VERB",
        "D": "DET",
        "J": "ADJ",
        "I": "ADP",
        "N": "NOUN",
        "R": "ADV",
        "C": "CCONJ",
        ",": "PUNCT",
    }
    lemmas = {"held": "hold", "took": "take", "taken": "take"}
    return Columns(
        heads=[int(head) for *_, head in parts],
        starts=starts,
        ends=[start + len(text) for start, text in zip(starts, texts, strict=True)],
        words=[(text, text.lower(), 0) for text in texts],
        lemma=[lemmas.get(text, text) for text in texts],
        pos=["PROPN" if tag == "NNP" else kinds[tag[0]] for _, tag, *_ in parts],
        tag=[tag for _, tag, *_ in parts],
        dep=[dep for *_, dep, _ in parts],
        sent_starts=[0],
        ents=[],
    )


def links(found: Columns) -> list[tuple[str, str, str]]:
    texts = [text for text, *_ in found.words]
    return [
        (text, dep, texts[head])
        for text, dep, head in zip(texts, found.dep, found.heads, strict=True)
    ]


def test_people_before_hostage_are_the_object() -> None:
    parse = columns("gunmen/NNS/nsubj/1 took/VBD/ROOT/1 three/J/nummod/4 nurses/NNS/compound/4 "
                    "hostage/NN/dobj/1 in/IN/prep/4 town/NN/pobj/5")  # fmt: skip
    assert links(mended(parse)) == [
        ("gunmen", "nsubj", "took"),
        ("took", "ROOT", "took"),
        ("three", "nummod", "nurses"),
        ("nurses", "dobj", "took"),
        ("hostage", "advmod", "took"),
        ("in", "prep", "took"),
        ("town", "pobj", "in"),
    ]


def test_one_held_hostage_is_no_hostage_of_that_name() -> None:
    parse = columns("fate/NN/ROOT/0 of/IN/prep/0 a/DT/det/5 nurse/NN/npadvmod/4 held/VBN/amod/5 "
                    "hostage/NN/pobj/1")  # fmt: skip
    assert links(mended(parse))[2:] == [
        ("a", "det", "nurse"),
        ("nurse", "pobj", "of"),
        ("held", "acl", "nurse"),
        ("hostage", "advmod", "held"),
    ]


def test_a_deed_behind_of_is_the_verb_s() -> None:
    parse = columns("Chad/NNP/nsubjpass/1 held/VBN/ROOT/1 by/IN/agent/1 Greece/PROPN/pobj/2 "
                    "of/IN/prep/3 bombing/VBG/pcomp/4")  # fmt: skip
    assert links(mended(parse))[3:5] == [("Greece", "pobj", "by"), ("of", "prep", "held")]


def test_a_hostage_who_is_freed_stays_the_object() -> None:
    parse = columns("troops/NNS/nsubj/1 freed/VBD/ROOT/1 the/DT/det/3 hostage/NN/dobj/1")
    assert mended(parse) == parse


def test_a_text_without_such_words_is_not_touched() -> None:
    parse = columns("gunmen/NNS/nsubj/1 took/VBD/ROOT/1 the/DT/det/3 town/NN/dobj/1")
    assert mended(parse) is parse


def test_a_name_behind_not_is_left_out_and_no_other_name() -> None:
    parse = columns("troops/NNS/nsubj/1 took/VBD/ROOT/1 Togo/NNP/dobj/1 ,/,/punct/2 "
                    "not/RB/neg/2 Chad/NNP/appos/2")  # fmt: skip
    assert links(mended(parse))[4:] == [("not", "neg", "Chad"), ("Chad", "conj", "Togo")]


def test_another_name_stays_one() -> None:
    parse = columns("troops/NNS/nsubj/1 took/VBD/ROOT/1 Togo/NNP/dobj/1 ,/,/punct/2 "
                    "now/RB/advmod/2 Chad/NNP/appos/2")  # fmt: skip
    assert links(mended(parse))[4:] == [("now", "advmod", "Togo"), ("Chad", "appos", "Togo")]


def test_who_shot_and_killed_did_both() -> None:
    parse = columns("guards/NNS/ROOT/0 on/IN/prep/0 Monday/NNP/compound/3 shot/NN/pobj/1 "
                    "and/CC/cc/0 killed/VBD/conj/0 Chadians/NNPS/dobj/5")  # fmt: skip
    found = mended(parse)
    assert links(found)[:6] == [
        ("guards", "nsubj", "shot"),
        ("on", "prep", "shot"),
        ("Monday", "pobj", "on"),
        ("shot", "ROOT", "shot"),
        ("and", "cc", "shot"),
        ("killed", "conj", "shot"),
    ]
    assert (found.pos[3], found.tag[3], found.lemma[3]) == ("VERB", "VBD", "shoot")


def test_a_shot_that_is_heard_stays_a_noun() -> None:
    parse = columns("a/DT/det/1 shot/NN/nsubj/5 and/CC/cc/1 a/DT/det/4 scream/NN/conj/1 "
                    "rang/VBD/ROOT/5")  # fmt: skip
    assert mended(parse) is parse


def test_somebody_who_faces_something_is_not_what_he_faces() -> None:
    parse = columns("a/DT/det/3 nurse/NN/npadvmod/2 facing/VBG/amod/3 trial/NN/nsubj/4 "
                    "fled/VBD/ROOT/4")  # fmt: skip
    assert links(mended(parse)) == [
        ("a", "det", "nurse"),
        ("nurse", "nsubj", "fled"),
        ("facing", "acl", "nurse"),
        ("trial", "dobj", "facing"),
        ("fled", "ROOT", "fled"),
    ]


def test_a_country_producing_oil_is_no_oil() -> None:
    parse = columns("an/DT/det/3 oil/NN/npadvmod/2 producing/VBG/amod/3 country/NN/nsubj/4 "
                    "left/VBD/ROOT/4")  # fmt: skip
    assert mended(parse) == parse
