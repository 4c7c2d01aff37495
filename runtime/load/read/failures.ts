import { ConfigurationError, LagoError } from "../../errors.ts";
import { concernsResource } from "../judge/blame.ts";

/** Of many lists or records that are requested one by one, those that failed. Each fails alone. */
export interface Failures<Item> {
  readonly items: readonly Item[];
  /** Attempts for the next request; undefined: as many as `Patience` allows. */
  readonly attempts: number | undefined;
  /** Records a success. */
  succeed(): void;
  /** Records a failure. Throws its error if the next requests would fail as well. `name`: the request, for people. */
  add(item: Item, name: string, error: unknown): void;
  /** Undefined if all succeeded. Throws the first error if all failed. */
  describe(): string | undefined;
}

/** This many failures in a row are no accident of one record. */
const MOST_IN_A_ROW = 5;
/** After one final failure, the others get fewer attempts. */
const ATTEMPTS = 3;

export function newFailures<Item>(): Failures<Item> {
  const items: Item[] = [];
  let succeeded = 0;
  let inARow = 0;
  let first: { readonly name: string; readonly error: Error } | undefined;

  return {
    items,
    get attempts() {
      return items.length === 0 ? undefined : ATTEMPTS;
    },
    succeed() {
      succeeded++;
      inARow = 0;
    },
    add(item, name, error) {
      if (error instanceof LagoError) {
        inARow++;
        const nobodyAnswers = error.status === null && succeeded === 0;
        if (concernsResource(error) || nobodyAnswers || inARow >= MOST_IN_A_ROW) throw error;
      } else if (!(error instanceof ConfigurationError)) {
        throw error;
      }
      items.push(item);
      first ??= { name, error };
    },
    describe() {
      if (first === undefined) return undefined;
      if (succeeded === 0 && first.error instanceof LagoError) throw first.error;
      const others = items.length === 1 ? "" : ` (and ${items.length - 1} more)`;
      return `${shorten(first.name)}${others} could not be read: ${shorten(first.error.message)}`;
    },
  };
}

/** Ids can be long. */
function shorten(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`;
}

const MOST_CHARACTERS = 300;
