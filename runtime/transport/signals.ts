/** A signal that aborts with the first of these; undefined if none is given. */
export function endsWith(...signals: readonly (AbortSignal | undefined)[]): AbortSignal | undefined {
  const [first, ...others] = new Set(signals.filter((signal) => signal !== undefined));
  return others.length === 0 ? first : AbortSignal.any([first!, ...others]);
}
