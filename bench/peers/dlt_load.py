"""Loads one list with dlt's rest_api source, and prints what it cost as a line of JSON."""
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
                # Lago counts pages from 1 and says how many there are.
                "paginator": {"type": "page_number", "base_page": 1, "page_param": "page", "total_path": "meta.total_pages"},
            },
            "resources": [
                {
                    "name": task["resource"],
                    "primary_key": "lago_id",
                    "write_disposition": task["disposition"],
                    "parallelized": task["parallelized"],
                    "endpoint": {"path": task["resource"], "params": {"per_page": task["perPage"]}, "data_selector": task["resource"]},
                }
            ],
        }
    )
    destination = getattr(dlt.destinations, task["destination"])(*([task["to"]] if "to" in task else []), **({"credentials": task["credentials"]} if "credentials" in task else {}), **task.get("options", {}))
    pipeline = dlt.pipeline(pipeline_name=task["name"], pipelines_dir=task["folder"], destination=destination, dataset_name=task["name"])
    pipeline.run(source, **({"loader_file_format": task["format"]} if task["format"] else {}))

    if task["destination"] == "filesystem":
        rows = pipeline.last_trace.last_normalize_info.row_counts[task["resource"]]
    else:
        with pipeline.sql_client() as client:
            rows = client.execute_sql(f"SELECT count(*) FROM {task['resource']}")[0][0]
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(
        json.dumps(
            {
                "rows": rows,
                "cost": {
                    "seconds": time.perf_counter() - started,
                    "cpuSeconds": sum(each.ru_utime + each.ru_stime for each in used),
                    # In kilobytes of 1024, on Linux; of the largest process.
                    "peakMegabytes": max(each.ru_maxrss for each in used) * 1024 / 1e6,
                },
            }
        )
    )


# The processes that normalize import this file.
if __name__ == "__main__":
    main()
