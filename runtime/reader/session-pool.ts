/** Runs a query on a session that no other query uses at that time. */
export type Pool<Session> = <Result>(work: (session: Session) => Promise<Result>) => Promise<Result>;

/** Shares sessions among queries: as many run at once as there are sessions, the others wait in order. */
export function newPool<Session>(sessions: readonly Session[]): Pool<Session> {
  const free = [...sessions];
  const waiting: ((session: Session) => void)[] = [];
  return async (work) => {
    const session = free.pop() ?? (await new Promise<Session>((resolve) => waiting.push(resolve)));
    try {
      return await work(session);
    } finally {
      const next = waiting.shift();
      if (next) next(session);
      else free.push(session);
    }
  };
}
