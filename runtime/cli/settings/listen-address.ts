import { InvalidArgumentError } from "commander";

export interface ListenAddress {
  readonly host: string;
  /** 0 is any free port. */
  readonly port: number;
}

/** Parses `--listen`. A port alone is on 127.0.0.1, which no other machine can reach. */
export function parseListen(text: string): ListenAddress {
  const [, host = "127.0.0.1", port] = /^(?:(\[[\da-f:.]+\]|[^\s:[\]]+):)?(\d{1,5})$/i.exec(text) ?? [];
  if (port === undefined || Number(port) > 65_535) throw new InvalidArgumentError("Give a port, or host:port, as in 9464, 0.0.0.0:9464 or [::1]:9464.");
  return { host: host.replace(/[[\]]/g, ""), port: Number(port) };
}
