import { ConfigurationError, LagoError } from "../../errors.ts";
import { concernsResource } from "../judge/blame.ts";

/** Of many lists or records that are asked for one by one, those that Lago or a gateway did not deliver: each fails alone. */
export interface Failures<Item> {
  readonly items: readonly Item[];
  /** Tries of the next request; undefined: as many as patience allows. */
  readonly attempts: number | undefined;
  /** One came. */
  succeed(): void;
  /** One did not. Throws its error where the next ones would fare the same. `name`: what a person knows it by. */
  add(item: Item, name: string, error: unknown): void;
  /** Undefined where all came. Throws the first error where none came. */
  describe(): string | undefined;
}

/** So many that fail one after the other are no accident of one. */
const MOST_IN_A_ROW = 5;
/** Once one has failed for good, the others are not waited for as long. */
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

/** An id can be long. */
function shorten(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`;
}

const MOST_CHARACTERS = 300;
