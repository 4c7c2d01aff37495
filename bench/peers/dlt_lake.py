"""Loads one list with dlt's rest_api source into files on S3, and prints what it cost as a line of JSON."""
import json
import resource
import sys
import time

import dlt
from dlt.sources.rest_api import rest_api_source


def main():
    task = json.loads(sys.argv[1])
    started = time.perf_counter()
    source = rest_api_source(
        {
            "client": {
                "base_url": task["address"] + "/",
                "auth": {"type": "bearer", "token": "bench"},
                "paginator": {"type": "page_number", "base_page": 1, "page_param": "page", "total_path": "meta.total_pages"},
            },
            "resources": [
                {
                    "name": task["resource"],
                    "primary_key": "lago_id",
                    # Files are not merged: what keeps the current state, and no row twice, is to replace them.
                    "write_disposition": "replace",
                    "parallelized": True,
                    "endpoint": {"path": task["resource"], "params": {"per_page": task["perPage"]}, "data_selector": task["resource"]},
                }
            ],
        }
    )
    destination = dlt.destinations.filesystem(task["to"], credentials=task["credentials"])
    pipeline = dlt.pipeline(pipeline_name="bench_lake", pipelines_dir=task["folder"], destination=destination, dataset_name="bench")
    pipeline.run(source, loader_file_format="parquet")
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cost = {"seconds": time.perf_counter() - started, "cpuSeconds": sum(each.ru_utime + each.ru_stime for each in used), "peakMegabytes": max(each.ru_maxrss for each in used) * 1024 / 1e6}
    print(json.dumps({"rows": pipeline.last_trace.last_normalize_info.row_counts[task["resource"]], "cost": cost}))


# The processes that normalize import this file.
if __name__ == "__main__":
    main()
