import type { Asked } from "../plan/plan-read.ts";
import { readSingles, toPage } from "./read-singles.ts";
import { readLists, type ResourceReader } from "./read-resource.ts";
import type { Binding } from "../../resource.ts";

/** Single records per page. */
const PAGE = 100;

/** Stages records that are requested by their values. Returns why some may be missing. */
export async function readAsked(reader: ResourceReader, asked: readonly Asked[]): Promise<string | undefined> {
  const doubts: (string | undefined)[] = [];
  for (const part of asked) doubts.push(part.filter === undefined ? await readRecords(reader, part.values) : await readParts(reader, part.filter, part.values));
  return doubts.find((doubt) => doubt !== undefined);
}

/** The parts of a list that a filter selects. Each is read like a list below a parent. */
async function readParts(reader: ResourceReader, filter: string, values: readonly string[]): Promise<string | undefined> {
  const bind: Binding = { parameter: filter, in: "query", column: filter };
  const { doubt, failure } = await readLists(reader, [bind], values.map((value) => [[value]]).values(), values.length);
  return doubt ?? failure;
}

/** Single records, in the form of the list. One that Lago no longer has stays unstaged, and is then marked as deleted. */
async function readRecords(reader: ResourceReader, values: readonly string[]): Promise<string | undefined> {
  const { lago, resource, stage, batches, tally, signal } = reader;
  let records: Buffer[] = [];
  let doubt: string | undefined;
  let done = 0;
  const flush = async () => {
    const body = toPage(resource, records);
    records = [];
    await batches.add(await stage.read(body, []));
  };
  const failures = await readSingles({ lago, resource, traffic: tally, signal }, values.map((value) => ({ values: [value] })), async ({ asked, record }) => {
    if (record === "unaskable") doubt ??= `no URL can hold ${JSON.stringify(asked.values[0])}`;
    else if (record !== "gone") records.push(record);
    reader.onProgress({ resource: resource.name, rows: ++done, totalRows: values.length, parents: 0, totalParents: null });
    if (records.length >= PAGE) await flush();
  });
  if (records.length > 0) await flush();
  await batches.flush();
  tally.rows = await stage.deduplicate();
  return doubt ?? failures.describe();
}
