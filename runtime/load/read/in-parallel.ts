/** Runs `work` for each item, so many at a time. The first failure ends what runs, and is thrown when all of it has ended. */
export async function inParallel<Item>(
  items: Iterator<Item, void> | AsyncIterator<Item, void>,
  size: number,
  outer: AbortSignal,
  work: (item: Item, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([outer, stop.signal]);
  const worker = async () => {
    while (!signal.aborted) {
      const next = await items.next();
      if (next.done) return;
      await work(next.value, signal);
    }
  };
  const workers = Array.from({ length: size }, () => worker().catch((error: unknown) => stop.abort(error)));
  await Promise.all(workers);
  signal.throwIfAborted();
}
