"""The two REST APIs of Databricks that a publish uses, SQL statements and files of a volume, answered by Spark with Delta tables.

Other than Databricks: no volumes to be made, no primary keys, and all paths of /Volumes lie below a folder."""
import glob, http.server, json, os, re, sys, urllib.parse
from pyspark.sql import SparkSession

port, root, jars = int(sys.argv[1]), sys.argv[2], sys.argv[3]
spark = (SparkSession.builder.master("local[1]").appName("lago-loader-test")
  .config("spark.jars", ",".join(glob.glob(f"{jars}/*.jar")))
  .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
  .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
  # As in Databricks, a table is one of Delta unless it says otherwise.
  .config("spark.sql.sources.default", "delta")
  .config("spark.ui.enabled", "false").config("spark.sql.warehouse.dir", f"{root}/tables")
  .config("spark.sql.shuffle.partitions", "1").config("spark.databricks.delta.snapshotPartitions", "1")
  # Compiling a plan for a few rows takes longer than reading them by it: half of the processor time.
  .config("spark.sql.codegen.wholeStage", "false").config("spark.sql.codegen.factoryMode", "NO_CODEGEN").config("spark.sql.adaptive.enabled", "false")
  # A busy machine is none that has died.
  .config("spark.executor.heartbeatInterval", "1h").config("spark.network.timeout", "2h")
  .config("spark.sql.session.timeZone", "UTC").config("spark.driver.bindAddress", "127.0.0.1")
  .config("spark.driver.extraJavaOptions", f"-Dderby.system.home={root} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC").config("spark.driver.memory", "1g").getOrCreate())
spark.sparkContext.setLogLevel("ERROR")

def text(value):
    if value is None: return None
    return str(value).lower() if isinstance(value, bool) else str(value)

def literal(value):
    return "NULL" if value is None else "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"

class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *_): pass
    def reply(self, code, body=None):
        data = b"" if body is None else json.dumps(body).encode()
        self.send_response(code)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
    def body(self): return self.rfile.read(int(self.headers.get("content-length", 0)))
    def file(self, api): return root + urllib.parse.urlparse(self.path).path.removeprefix(f"/api/2.0/fs/{api}")
    def do_GET(self):
        folder = self.file("directories")
        if not os.path.isdir(folder): return self.reply(404, {"error_code": "NOT_FOUND", "message": "no such directory"})
        self.reply(200, {"contents": [{"path": os.path.join(folder, name).removeprefix(root), "is_directory": False} for name in sorted(os.listdir(folder))]})
    def do_PUT(self):
        path, data = self.file("files"), self.body()
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file: file.write(data)
        self.reply(204)
    def do_DELETE(self):
        path = self.file("files")
        if not os.path.exists(path): return self.reply(404, {"error_code": "NOT_FOUND", "message": "no such file"})
        os.remove(path)
        self.reply(204)
    def do_POST(self):
        asked = json.loads(self.body())
        sql = re.sub(r",\s*PRIMARY KEY \([^)]*\)", "", asked["statement"]).replace("`/Volumes/", f"`{root}/Volumes/")
        try:
            if self.headers.get("authorization") != "Bearer test-token": return self.reply(403, {"error_code": "PERMISSION_DENIED", "message": "Invalid access token."})
            if sql.startswith("CREATE VOLUME"): rows = []
            else:
                # Open-source Delta binds no parameters in DELETE: they are written into the text.
                values = {one["name"]: one.get("value") for one in asked.get("parameters", [])}
                frame = spark.sql(re.sub(r":(p\d+)\b", lambda found: literal(values[found[1]]), sql))
                rows = frame.collect() if frame.columns else []
            self.reply(200, {"statement_id": "1", "status": {"state": "SUCCEEDED"}, "result": {"data_array": [[text(value) for value in row] for row in rows]}})
        except Exception as error:
            self.reply(200, {"statement_id": "1", "status": {"state": "FAILED", "error": {"message": str(error)[:600]}}})

print("ready", flush=True)
http.server.HTTPServer(("127.0.0.1", port), Handler).serve_forever()
