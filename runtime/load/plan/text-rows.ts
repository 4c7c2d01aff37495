/** Rows of texts, such as the values of each parent. An array of them is one. */
export interface TextRows extends Iterable<readonly string[]> {
  readonly length: number;
}

/**
 * The same rows, held as bytes: there may be 100,000 parents. As objects, those and their marks take a third of a KB each until the last
 * of their lists is read, and V8 lets its heap grow to twice what is held. Each row is packed as it comes, for the same reason.
 */
export function packRows(rows: Iterable<readonly string[]>): TextRows {
  const pieces: Buffer[] = [];
  let lines: string[] = [];
  let length = 0;
  for (const row of rows) {
    lines.push(JSON.stringify(row), "\n");
    if (++length % PIECE > 0) continue;
    pieces.push(Buffer.from(lines.join("")));
    lines = [];
  }
  const bytes = Buffer.concat([...pieces, Buffer.from(lines.join(""))]);
  return { length, [Symbol.iterator]: () => unpackRows(bytes) };
}

/** Rows that are packed at a time. */
const PIECE = 1000;

function* unpackRows(bytes: Buffer): Generator<readonly string[], void> {
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf("\n", start);
    const end = found < 0 ? bytes.length : found;
    yield JSON.parse(bytes.toString("utf8", start, end)) as string[];
    start = end + 1;
  }
}
