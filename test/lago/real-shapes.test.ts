import assert from "node:assert/strict";
import { test } from "node:test";
import { parseLossless } from "../load/lossless.ts";
import { makeCompany } from "./company/company.ts";
import real from "./real-shapes.json" with { type: "json" };
import { addShapes, type Shapes } from "./shapes.ts";
import type { TableName } from "./tables.ts";

test("the fake Lago sends every key in every form that the real server was seen to send", () => {
  const companies = [makeCompany(), makeCompany({ eventsStore: "clickhouse" })];
  const missing = Object.entries(real).flatMap(([table, keys]) => {
    const shapes: Shapes = new Map();
    for (const { tables } of companies) for (const { text } of tables[table as TableName] ?? []) addShapes(shapes, parseLossless(text));
    return Object.entries(keys).flatMap(([key, forms]) => forms.split(" | ").filter((form) => !shapes.get(key)?.has(form)).map((form) => `${table}.${key}: ${form}`));
  });
  assert.equal(missing.join("\n"), "");
});
