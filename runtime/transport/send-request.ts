import { type IncomingMessage, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Fetch } from "./exchange.ts";

/**
 * A `fetch` of what a load needs of one, by node's own http: its fetch takes twice the processor time for a page of a thousand
 * records, and almost three times for one of a hundred. With node's own agents, which keep connections, and take a proxy from the
 * environment where node is told to.
 */
export const sendRequest: Fetch = async (url, { headers, signal }) => {
  const request = url.startsWith("https:") ? secureRequest : plainRequest;
  const sent = request(url, { headers: Object.fromEntries(headers), signal });
  return toAnswer(await new Promise((resolve, reject) => void sent.once("response", resolve).once("error", reject).end()));
};

function toAnswer(message: IncomingMessage): Awaited<ReturnType<Fetch>> {
  const { statusCode: status = 0, statusMessage: statusText = "", headersDistinct } = message;
  const headers = new Headers(Object.entries(headersDistinct).flatMap(([name, values = []]) => values.map((value): [string, string] => [name, value])));
  // An error of the one below is also the other's.
  const body = headers.get("content-encoding") === "gzip" ? pipeline(message, createGunzip(), () => {}) : message;
  return { status, statusText, ok: status >= 200 && status < 300, headers, body: Object.assign(body, { cancel: async () => void message.destroy() }) };
}
