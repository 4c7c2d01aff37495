"""fakesnow, with rows answered as JSON, the only form that Snowflake's driver for Node reads, and without keys, which it would enforce."""
import base64, datetime, re, sys
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

execute = FakeSnowflakeCursor.execute
FakeSnowflakeCursor.execute = lambda self, command, *args, **more: execute(self, re.sub(r",\s*PRIMARY KEY \([^)]*\) NOT ENFORCED", "", command), *args, **more)
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
