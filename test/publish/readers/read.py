"""Reads a published folder with one engine: for each table its rows, the types of its columns, and the sums of its numbers, as JSON."""
import json
import sys
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


read = {"pyarrow": read_pyarrow, "polars": read_polars, "datafusion": read_datafusion}[engine]
answer = {}
for name, table in tables.items():
    numbers = [c for c, t in table["columns"].items() if t.startswith(NUMBERS)]
    rows, types, sums = read(name, numbers)
    answer[name] = {"rows": rows, "types": types, "sums": {c: str(v) for c, v in sums.items() if v is not None and v != 0}}
print(json.dumps(answer))
