"""Near copies and stories of a corpus on Spark, over the functions that a store is kept by.

Fingerprints are made of readings, article by article. Texts that have hashes in common are brought
together by joins; what they are to each other, and which stories they make, is decided by
`legation.stories`, text by text and story by story. All is the same however the corpus is cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import partial
from itertools import islice
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as f

from legation.codec import decode_article, encode_record
from legation.records import Fingerprint, Link, Relation
from legation.stories.fingerprint import fingerprint
from legation.stories.forest import owners
from legation.stories.group import JOINING, is_digest, joined_stories, whole_and_part
from legation.stories.relation import MIN_HASHES

MOST = 200  # earlier texts under one hash that others are compared with, as in a store
ROWS = 1024  # of a result handed over at a time
Row = Mapping[str, Any]
_TYPES = {
    "string": pa.string(),
    "int": pa.int32(),
    "long": pa.int64(),
    "double": pa.float64(),
    "date": pa.date32(),
    "binary": pa.binary(),
    "array<long>": pa.list_(pa.int64()),
    "array<string>": pa.list_(pa.string()),
}
_PRINT = "article string, words int, hashes array<long>, outlet string, agency string, day date"
_LINK = (
    "later string, earlier string, relation string, share_of_later double, "
    "share_of_earlier double, stretch long"
)


def fingerprints(readings: DataFrame) -> DataFrame:
    """The fingerprint of each article, of what `read_corpus` gave."""
    read = (
        readings.where("reading is not null").groupBy("article").agg(f.min("reading").alias("of"))
    )
    return _mapped(read.select("of"), _print, _PRINT)


def _print(row: Row) -> Iterator[Row]:
    made = fingerprint(decode_article(row["of"]))
    yield {**asdict(made), "article": made.article_id}


def find_links(prints: DataFrame) -> DataFrame:
    """The links of all texts to the earlier ones that own a part of them: `stories.forest`.

    Under a hash that more than `MOST` texts have, the others are compared with the first of them
    alone: it is a stock phrase, or of a text that goes round.
    """
    when = f.struct(  # sorts as `precedence` does
        f.isnull("day").alias("undated"), "day", (-f.col("words")).alias("shorter"), "article"
    )
    under = prints.select(when.alias("when"), f.explode("hashes").alias("hash"))
    place = f.row_number().over(Window.partitionBy("hash").orderBy("when"))
    first = under.withColumn("place", place).where(f.col("place") <= MOST)
    pairs = (
        under.join(first.select("hash", f.col("when").alias("before")), "hash")
        .where("when > before")
        .groupBy(f.col("when.article").alias("later"), f.col("before.article").alias("earlier"))
        .count()
        .where(f.col("count") >= MIN_HASHES)
    )
    whole = f.struct(*prints.columns)
    others = prints.select(f.col("article").alias("earlier"), whole.alias("other"))
    near = (
        pairs.join(others, "earlier").groupBy("later").agg(f.collect_list("other").alias("others"))
    )
    one = prints.select(f.col("article").alias("later"), whole.alias("one"))
    return _mapped(one.join(near, "later").select("one", "others"), _owners, _LINK)


def _owners(row: Row) -> Iterator[Row]:
    return map(asdict, owners(_fingerprint(row["one"]), map(_fingerprint, row["others"])))


def find_stories(prints: DataFrame, links: DataFrame) -> DataFrame:
    """The stories of two articles or more: `id`, `articles`, and `story` as one JSON line.

    Articles are joined step by step: the session needs a folder for checkpoints.
    """
    joining = links.where(f.col("relation").isin([*map(str, JOINING)]))
    parts = _mapped(joining, _part, "whole string, part string, stretch long")
    inside = parts.groupBy("whole").agg(f.collect_list(f.struct("part", "stretch")).alias("parts"))
    digests = _mapped(inside, _digest, "digest string")
    for end in ("later", "earlier"):
        joining = joining.join(digests.withColumnRenamed("digest", end), end, "left_anti")
    joining = joining.select(links.columns).checkpoint()
    first = _first_of_each(joining)
    heads = prints.drop("hashes").join(first, "article").groupBy("first")
    linked = joining.join(first.withColumnRenamed("article", "later"), "later").groupBy("first")
    texts = heads.agg(f.collect_list(f.struct(*_columns(prints))).alias("texts"))
    joined = texts.join(
        linked.agg(f.collect_list(f.struct(*links.columns)).alias("links")), "first"
    )
    return _mapped(joined, _stories, "id string, articles array<string>, story binary")


def _columns(prints: DataFrame) -> list[str]:
    return [name for name in prints.columns if name != "hashes"]


def _part(row: Row) -> Iterator[Row]:
    link = _link(row)
    if (found := whole_and_part(link)) is not None:
        yield {"whole": found[0], "part": found[1], "stretch": link.stretch}


def _digest(row: Row) -> Iterator[Row]:
    if is_digest({each["part"]: each["stretch"] for each in row["parts"]}):
        yield {"digest": row["whole"]}


def _stories(row: Row) -> Iterator[Row]:
    for story in joined_stories(map(_fingerprint, row["texts"]), map(_link, row["links"])):
        yield {"id": story.id, "articles": story.articles, "story": encode_record(story)}


def _first_of_each(joining: DataFrame) -> DataFrame:
    """For each article that is joined to others the least id of all of them, as `first`.

    In each round an article takes on the least that a neighbour knows, and what that one knows.
    """
    ends = joining.select(f.col("later").alias("article"), f.col("earlier").alias("other"))
    edges = ends.union(ends.select("other", "article")).distinct().checkpoint()
    least = f.least("article", f.min("other")).alias("first")
    known = edges.groupBy("article").agg(least).checkpoint()
    while True:
        told = known.select(f.col("article").alias("other"), f.col("first").alias("told"))
        near = edges.join(told, "other").groupBy("article").agg(f.min("told").alias("near"))
        nearer = known.join(near, "article").select("article", f.least("first", "near").alias("at"))
        there = known.select(f.col("article").alias("at"), "first")
        after = nearer.join(there, "at").select("article", f.least("at", "first").alias("first"))
        after = after.checkpoint()
        before = known.withColumnRenamed("first", "before")
        if after.join(before, "article").where("first <> before").isEmpty():
            return after
        known = after


def _fingerprint(row: Row) -> Fingerprint:
    return Fingerprint(
        article_id=row["article"],
        words=row["words"],
        hashes=tuple(row.get("hashes", ())),
        outlet=row["outlet"],
        agency=row["agency"],
        day=row["day"],
    )


def _link(row: Row) -> Link:
    return Link(**{**row, "relation": Relation(row["relation"])})


def _mapped(frame: DataFrame, rows_of: Callable[[Row], Iterable[Row]], schema: str) -> DataFrame:
    """What a function makes of each row, in a process of Python's."""
    columns = (column.strip().split(" ") for column in schema.split(","))
    arrow = pa.schema([(name, _TYPES[kind]) for name, kind in columns])
    return frame.mapInArrow(partial(_batches, rows_of=rows_of, schema=arrow), schema)


def _batches(
    batches: Iterable[pa.RecordBatch],
    *,
    rows_of: Callable[[Row], Iterable[Row]],
    schema: pa.Schema,
) -> Iterator[pa.RecordBatch]:
    made = (found for batch in batches for row in batch.to_pylist() for found in rows_of(row))
    while some := list(islice(made, ROWS)):
        yield pa.RecordBatch.from_pylist(some, schema=schema)
