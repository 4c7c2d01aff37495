import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseStatements } from "../../../runtime/destinations/statements.ts";

describe("a file of named statements", () => {
  it("gives the statements of a name in their order, comments and all", () => {
    const statements = parseStatements("-- What a person reads first.\n\n-- name: create\nCREATE TABLE a (\n  x int\n);\n\n-- name: merge\n-- Why.\nMERGE 1;\n\n-- name: create\nCREATE TABLE b;\n");
    assert.deepEqual([...statements], [
      ["create", ["CREATE TABLE a (\n  x int\n);", "CREATE TABLE b;"]],
      ["merge", ["-- Why.\nMERGE 1;"]],
    ]);
  });

  it("takes several statements under one line", () => {
    assert.deepEqual(parseStatements("-- name: merge\nDELETE FROM t;\nINSERT INTO t VALUES (';', 'a;b');\n").get("merge"), ["DELETE FROM t;", "INSERT INTO t VALUES (';', 'a;b');"]);
  });

  it("reads a file with the line ends of Windows, as git may write it", () => {
    assert.deepEqual(parseStatements("-- name: a\r\nSELECT 1;\r\n\r\n-- name: b\r\nSELECT 2;\r\n").get("b"), ["SELECT 2;"]);
  });

  it("refuses a name without a statement", () => {
    assert.throws(() => parseStatements("-- name: create"), /create/);
  });
});
