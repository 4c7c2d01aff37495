import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What a list endpoint answers: JSON of each record. */
export type Lists = Readonly<Record<string, readonly string[]>>;

export interface Answers {
  readonly url: string;
  /** By the last part of their path, as in `taxes`. */
  lists: Lists;
  close(): Promise<void>;
}

/** A server with records that the fake Lago would not make, byte for byte; each list is one page. */
export async function startAnswers(lists: Lists): Promise<Answers> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, "http://lago");
    const name = pathname.split("/").at(-1)!;
    const records = Number(searchParams.get("page") ?? 1) > 1 ? [] : (answers.lists[name] ?? []);
    const meta = { current_page: 1, next_page: null, prev_page: null, total_pages: Math.min(1, answers.lists[name]?.length ?? 0), total_count: answers.lists[name]?.length ?? 0 };
    response.writeHead(200, { "content-type": "application/json" }).end(`{"${name}":[${records.join(",")}],"meta":${JSON.stringify(meta)}}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const answers: Answers = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lists,
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
  return answers;
}

export function id(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

export function tax(number: number, more: object = {}): string {
  return JSON.stringify({ lago_id: id(number), name: `Tax ${number}`, code: `tax_${number}`, rate: 19, created_at: "2026-01-01T00:00:00Z", ...more });
}
