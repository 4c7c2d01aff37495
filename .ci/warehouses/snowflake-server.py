"""fakesnow, with rows answered as JSON, the only form that Snowflake's driver for Node reads; without keys, which it would enforce; with locks."""
import base64, datetime, re, sys, threading, time
import fakesnow.server as server, pyarrow, uvicorn
from fakesnow.cursor import FakeSnowflakeCursor

def text(value, column):
    kind = column["type"].upper()
    if value is None or (isinstance(value, dict) and value.get("epoch") is None): return None
    if isinstance(value, dict):
        seconds = f'{value["epoch"]}.{value["fraction"]:09d}'
        return f'{seconds} {value["timezone"]}' if kind == "TIMESTAMP_TZ" else seconds
    if kind == "DATE": return str((value - datetime.date(1970, 1, 1)).days)
    if isinstance(value, bool): return "1" if value else "0"
    return format(value, "f") if kind == "FIXED" and hasattr(value, "as_tuple") else str(value)

# A transaction of a client that was killed stays open until somebody waits for its locks and it has been idle for five minutes, here for
# seconds: https://docs.snowflake.com/en/sql-reference/transactions#aborting-transactions
IDLE = 5
transactions = {}  # Connection -> when its last statement ended.

one_waits = threading.Lock()

def wait_for_locks():
    for other in list(transactions):
        while time.monotonic() - transactions.get(other, 0) < IDLE: time.sleep(0.05)
        if transactions.pop(other, None): execute(other.cursor(), "ROLLBACK")

def execute_behind_locks(self, command, *args, **more):
    word, own = command.split(None, 1)[0].upper(), self._conn
    if word not in ("SELECT", "USE", "PUT", "COMMIT", "ROLLBACK") and own not in transactions:
        with one_waits:
            wait_for_locks()
            if word == "BEGIN": transactions[own] = float("inf")
    if own in transactions: transactions[own] = float("inf")
    try: return execute(self, re.sub(r",\s*PRIMARY KEY \([^)]*\) NOT ENFORCED", "", command), *args, **more)
    finally:
        if word in ("COMMIT", "ROLLBACK"): transactions.pop(own, None)
        elif own in transactions: transactions[own] = time.monotonic()

execute = FakeSnowflakeCursor.execute
FakeSnowflakeCursor.execute = execute_behind_locks
server.gcs_stage_info = lambda request, expr, put: put["stageInfo"]
answer = server.JSONResponse

class Rows(answer):
    def render(self, content):
        data = content.get("data") if isinstance(content, dict) else None
        if data and data.get("queryResultFormat") == "arrow":
            packed = data.pop("rowsetBase64")
            columns = [column.to_pylist() for column in pyarrow.ipc.open_stream(base64.b64decode(packed)).read_all().columns] if packed else []
            data["rowset"] = [[text(value, column) for value, column in zip(row, data["rowtype"])] for row in zip(*columns)]
            data["queryResultFormat"] = "json"
        if data and "rowset" in data: data["returned"] = data["total"] = len(data["rowset"])
        return super().render(content)

server.JSONResponse = Rows
uvicorn.run(server.app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
