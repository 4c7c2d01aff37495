import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

/** One list of a Lago, which can be made to wait. */
export interface Served {
  readonly url: string;
  records: readonly object[];
  /** The next answer is made now and sent when `release` says so. */
  hold(): { readonly asked: Promise<void>; release(): void };
  close(): Promise<void>;
}

/** Serves a list of one page, and an organisation. */
export async function serve(selector: string, records: readonly object[]): Promise<Served> {
  let held: { readonly asked: () => void; readonly released: Promise<void> } | undefined;
  const server = createServer(async (request, response) => {
    if (!request.url!.includes(selector)) return response.writeHead(200, { "content-type": "application/json" }).end('{"organization":{"lago_id":"00000000-0000-4000-8000-00000000000a","name":"Acme"}}');
    const list = served.records;
    const meta = { current_page: 1, next_page: null, prev_page: null, total_pages: 1, total_count: list.length };
    const body = JSON.stringify({ [selector]: list, meta });
    const hold = held;
    held = undefined;
    hold?.asked();
    await hold?.released;
    response.writeHead(200, { "content-type": "application/json" }).end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const served: Served = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    records,
    hold: () => {
      let release = () => {};
      const released = new Promise<void>((resolve) => (release = resolve));
      const asked = new Promise<void>((resolve) => (held = { asked: resolve, released }));
      return { asked, release };
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return served;
}
