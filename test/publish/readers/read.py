"""Reads a published folder with one engine: for each table its rows, the types of its columns, and the sums of its numbers, as JSON."""
import json
import sys
from decimal import Decimal
from pathlib import Path

engine, folder = sys.argv[1], Path(sys.argv[2])
tables = json.loads((folder / "_manifest.json").read_text())["tables"]
NUMBERS = ("BIGINT", "DECIMAL")


def read_pyarrow(name, columns):
    import pyarrow.compute as pc
    import pyarrow.dataset as ds

    table = ds.dataset(folder / name, format="parquet").to_table()
    sums = {c: pc.sum(table[c]).as_py() for c in columns}
    return table.num_rows, {f.name: str(f.type) for f in table.schema}, sums


def read_polars(name, columns):
    import polars as pl

    table = pl.scan_parquet(str(folder / name / "*.parquet")).collect()
    return table.height, {c: str(t) for c, t in table.schema.items()}, {c: table[c].sum() if table.height else None for c in columns}


def read_datafusion(name, columns):
    import datafusion

    context = datafusion.SessionContext()
    context.register_parquet("t", str(folder / name))
    sums = ", ".join([f'sum("{c}") AS "{c}"' for c in columns] + ["count(*) AS _count"])
    row = context.sql(f"SELECT {sums} FROM t").to_pylist()[0]
    return row.pop("_count"), {f.name: str(f.type) for f in context.sql("SELECT * FROM t LIMIT 0").schema()}, row


def read_clickhouse(name, columns):
    import chdb

    source = f"file('{folder / name}/*.parquet', Parquet)"
    ask = lambda text: json.loads(chdb.query(text, "JSONCompact").bytes())["data"]
    types = {column: kind for column, kind, *_ in ask(f"DESCRIBE {source}")}
    sums = [f"toString(sum(`{c}`))" for c in columns]
    (count, *values), = ask(f"SELECT {', '.join(['toString(count())', *sums])} FROM {source}")
    return int(count), types, {c: None if v is None else Decimal(v) for c, v in zip(columns, values)}


def read_spark(name, columns):
    from pyspark.sql import SparkSession, functions as f

    # Another name of this machine may be nobody's: Spark binds what it resolves to.
    session = SparkSession.builder.master("local[1]").config("spark.driver.host", "127.0.0.1").config("spark.ui.enabled", "false").config("spark.log.level", "ERROR").getOrCreate()
    table = session.read.parquet(str(folder / name))
    row = table.agg(f.count(f.lit(1)).alias("_count"), *[f.sum(c).alias(c) for c in columns]).first().asDict()
    return row.pop("_count"), dict(table.dtypes), row


read = {"pyarrow": read_pyarrow, "polars": read_polars, "datafusion": read_datafusion, "clickhouse": read_clickhouse, "spark": read_spark}[engine]
answer = {}
for name, table in tables.items():
    numbers = [c for c, t in table["columns"].items() if t.startswith(NUMBERS)]
    rows, types, sums = read(name, numbers)
    answer[name] = {"rows": rows, "types": types, "sums": {c: f"{Decimal(v):f}" for c, v in sums.items() if v is not None}}
print(json.dumps(answer))
