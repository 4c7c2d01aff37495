"""local-bigquery, with DuckDB's extensions from PyPI instead of from the network."""
import pathlib, sys
import duckdb

port, root, extensions = int(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
connect = duckdb.connect

def connect_here(*args, config=None, **more):
    config = dict(config or {}, extension_directory=extensions)
    zone = config.pop("TimeZone", None)
    connection = connect(*args, config=config, **more)
    connection.execute("LOAD ducklake")
    if zone: connection.execute(f"SET TimeZone='{zone}'")
    return connection

duckdb.connect = connect_here
from local_bigquery.settings import settings
settings.data_dir, settings.gcs_local_root = root, root / "gcs"
import uvicorn
from local_bigquery import app
uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")
