import { InvalidArgumentError } from "commander";

export interface ListenAddress {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
}

/** For `--listen`. A port alone is one of this machine, which no other can reach. */
export function parseListen(text: string): ListenAddress {
  const [, host = "127.0.0.1", port] = /^(?:(\[[\da-f:.]+\]|[^\s:[\]]+):)?(\d{1,5})$/i.exec(text) ?? [];
  if (port === undefined || Number(port) > 65_535) throw new InvalidArgumentError("Give a port, or host:port, as in 9464, 0.0.0.0:9464 or [::1]:9464.");
  return { host: host.replace(/[[\]]/g, ""), port: Number(port) };
}
