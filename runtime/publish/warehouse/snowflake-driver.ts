import { createRequire } from "node:module";
import { ConfigurationError, DestinationError } from "../../errors.ts";
import { addAdvice, type Advice } from "./refusals.ts";
import type { SnowflakeSettings } from "./snowflake-settings.ts";

/** The part of Snowflake's driver that is used. */
export interface Connection {
  connect(done: (error?: Error) => void): void;
  destroy(done: () => void): void;
  execute(options: { readonly sqlText: string; readonly rowMode: "array"; readonly binds?: readonly (string | null)[]; complete(error: Error | undefined, statement: unknown, rows?: readonly (readonly unknown[])[]): void }): void;
}

interface Driver {
  configure(options: object): void;
  createConnection(options: object): Connection;
}

export interface Patience {
  readonly signal: AbortSignal | undefined;
  /** Milliseconds. */
  readonly limit: number;
}

/**
 * Waits for what the driver does, which cannot be stopped: it repeats a request a thousand times, for hours, where the network is gone.
 * Rejects at an abort, or behind the limit.
 */
export function untilGivenUp<Result>(name: string, { signal, limit }: Patience, start: (resolve: (result: Result) => void, reject: (error: Error) => void) => void): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const abort = () => reject(signal!.reason as Error);
    const timer = setTimeout(() => reject(new DestinationError(`${name} has not answered within ${limit / 1000} seconds. ${CHECK_ACCOUNT}`)), limit);
    signal?.addEventListener("abort", abort, { once: true });
    const end = <Value>(settle: (value: Value) => void) => (value: Value) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      settle(value);
    };
    start(end(resolve), end(reject));
  });
}

/** Imports the driver, which takes seconds, and logs in. */
export function connect(file: string, { options }: SnowflakeSettings, name: string, signal: AbortSignal | undefined): Promise<Connection> {
  // The AWS SDK in it prints eight lines at each start on Node 20.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  const driver = load(file) as Driver;
  driver.configure({ logLevel: "OFF", additionalLogToConsole: false });
  const refuse = (error: Error) => new DestinationError(`${name} cannot be reached: ${addAdvice(error.message, CANNOT_CONNECT, CHECK_LOGIN)}`);
  return untilGivenUp(name, { signal, limit: LONGEST_LOGIN_MS }, (resolve, reject) => {
    try {
      const connection = driver.createConnection({ application: "lago_loader", ...options });
      connection.connect((error) => (error ? reject(refuse(error)) : resolve(connection)));
    } catch (error) {
      reject(refuse(error as Error));
    }
  });
}

const LONGEST_LOGIN_MS = 120_000;

const load = createRequire(import.meta.url);

export function findDriver(): string {
  try {
    return load.resolve("snowflake-sdk");
  } catch {
    throw new ConfigurationError("Publishing to Snowflake needs its driver, which is not installed. Install it beside lago-loader: npm install snowflake-sdk (with -g if lago-loader was installed with it).");
  }
}

const CHECK_ACCOUNT = "Check the account in the address, as in snowflake://orgname-account/…, and the network.";
const CHECK_LOGIN = "Check SNOWFLAKE_USER and its SNOWFLAKE_PRIVATE_KEY_FILE or SNOWFLAKE_PASSWORD, or SNOWFLAKE_TOKEN.";

const CANNOT_CONNECT: Advice = [
  [/network|could not reach|request to snowflake failed|ECONN|ENOTFOUND|certificate|timeout|not valid JSON/i, CHECK_ACCOUNT],
];
