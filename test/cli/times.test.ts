import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { InvalidArgumentError } from "commander";
import { parseAge, parseInterval, parseSince, parseUntil } from "../../runtime/cli/terminal/times.ts";

describe("a time on the command line", () => {
  it("is a day from its first moment, or to its last", () => {
    assert.equal(parseSince("2026-11-15").toISOString(), "2026-11-15T00:00:00.000Z");
    assert.equal(parseUntil("2026-11-15").toISOString(), "2026-11-15T23:59:59.999Z");
  });

  it("may be a moment", () => {
    assert.equal(parseSince("2026-11-15T10:00:00+02:00").toISOString(), "2026-11-15T08:00:00.000Z");
  });

  it("is refused where there is no such day, which Lago would answer with everything", () => {
    for (const text of ["yesterday", "2026-13-01", "2026-02-30", "2026-02-30T10:00:00Z", "15.11.2026", "2026", ""]) {
      assert.throws(() => parseSince(text), InvalidArgumentError, text);
    }
  });

  it("is an age in days, hours, minutes or seconds", () => {
    assert.deepEqual(["7d", "12h", "90m", "30s", "0d"].map(parseAge), [604_800_000, 43_200_000, 5_400_000, 30_000, 0]);
    for (const text of ["7", "d", "-1d", "1.5d", "1w"]) assert.throws(() => parseAge(text), InvalidArgumentError, text);
  });

  it("is an interval that a timer can keep", () => {
    assert.deepEqual(["1s", "15m", "24d"].map(parseInterval), [1_000, 900_000, 2_073_600_000]);
    for (const text of ["0s", "25d", "15"]) assert.throws(() => parseInterval(text), InvalidArgumentError, text);
  });
});
