import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inspect } from "node:util";
import { addOns } from "../../../generated/add_ons/add_ons.ts";
import { createLago } from "../../../runtime/client.ts";
import { codesOf, isGone, LagoError } from "../../../runtime/errors.ts";
import { readRefusal, toError } from "../../../runtime/transport/refusal.ts";
import { collect, lagoWithAddOns } from "../add-ons.ts";

/** What a gateway, a firewall or a framework before Lago may answer. None is Lago's. */
const FOREIGN: Readonly<Record<string, string>> = {
  Kong: '{"message":"no Route matched with those values","request_id":"5f2b"}',
  "AWS API Gateway": '{"message":"Forbidden"}',
  "AWS WAF": '{"Message":"Access denied"}',
  Envoy: '{"code":STATUS,"message":"RBAC: access denied"}',
  Cloudflare: '{"success":false,"errors":[{"code":1020,"message":"Access denied"}]}',
  "Azure API Management": '{"statusCode":STATUS,"message":"Resource not found"}',
  Apigee: '{"fault":{"faultstring":"Unable to identify proxy","detail":{"errorcode":"messaging.adaptors.http.flow.ApplicationNotFound"}}}',
  "Rails without the API": '{"status":STATUS,"error":"Not Found"}',
  "Spring": '{"timestamp":"2026-01-01","status":STATUS,"error":"Not Found","path":"/api/v1/taxes"}',
  "a problem document": '{"type":"about:blank","title":"Forbidden","status":STATUS,"code":"forbidden"}',
  "a code that Lago does not have": '{"status":STATUS,"error":"No","code":"blocked"}',
  "a code that is no text": '{"status":STATUS,"error":"No","code":404}',
  "a code within other words": '{"status":STATUS,"error":"No","code":"the wallet_not_found here"}',
  "the status of another answer": '{"status":200,"error":"Not Found","code":"wallet_not_found"}',
  "a status as text": '{"status":"STATUS","error":"Not Found","code":"wallet_not_found"}',
  "no error": '{"status":STATUS,"code":"wallet_not_found"}',
  "an error that is no text": '{"status":STATUS,"error":{"message":"no"},"code":"wallet_not_found"}',
  "an array": "[]",
  "an array of refusals": '[{"status":STATUS,"error":"Not Found","code":"wallet_not_found"}]',
  "an object within": '{"body":{"status":STATUS,"error":"Not Found","code":"wallet_not_found"}}',
  "null": "null",
  "a text": '"wallet_not_found"',
  "a number": "404",
  "nothing": "",
  HTML: "<html>No</html>",
  "plain text": "wallet_not_found",
  "half of Lago's own": '{"status":STATUS,"error":"Not Found","code":"wallet_not_',
};

describe("an answer that is not in Lago's own form is nobody's refusal", () => {
  for (const [name, body] of Object.entries(FOREIGN)) {
    for (const status of [403, 404]) {
      test(`${status} by ${name}`, () => {
        const error = errorOf(status, body.replaceAll("STATUS", String(status)));
        assert.equal(error.kind, "malformed");
        assert.equal(error.own, false);
        assert.equal(error.code, null);
        assert.equal(isGone(error), false);
        assert.match(error.message, /not Lago's words/);
      });
    }
  }

  for (const status of [300, 304, 400, 401, 402, 405, 409, 410, 414, 418, 422, 431, 451]) {
    test(`${status} with another's JSON`, () => {
      const error = errorOf(status, '{"message":"No"}');
      assert.deepEqual([error.kind, error.own], ["malformed", false]);
    });
  }

  test("407 says that a proxy asks for a password", () => {
    assert.match(errorOf(407, "<html>").message, /A proxy .* HTTPS_PROXY/);
  });

  test("its words are not repeated: they may be anything", () => {
    assert.doesNotMatch(inspect(errorOf(403, '{"message":"private words","error":"other words"}')), /private words|other words/);
  });
});

describe("Lago's own refusals", () => {
  for (const code of ["feature_unavailable", "read_action_not_allowed_for_credit_note", "endpoint_not_available", "projected_usage_not_enabled", "forbidden"]) {
    test(`403 ${code}`, () => {
      const error = errorOf(403, JSON.stringify({ status: 403, error: "Forbidden", code }));
      assert.deepEqual([error.kind, error.code, error.own], ["forbidden", code, true]);
    });
  }

  test("404 of a record: it is gone", () => {
    assert.equal(isGone(errorOf(404, '{"status":404,"error":"Not Found","code":"wallet_transaction_not_found"}')), true);
  });

  test("404 of a route: nothing is gone", () => {
    const error = errorOf(404, '{"status":404,"error":"Not Found","code":"resource_not_found"}');
    assert.deepEqual([error.kind, isGone(error)], ["not_found", false]);
  });

  test("401, 400, 405, 409 and 422, which need no code of their own", () => {
    const kinds = [401, 400, 405, 409, 422].map((status) => errorOf(status, JSON.stringify({ status, error: "No" })).kind);
    assert.deepEqual(kinds, ["authentication", "invalid", "invalid", "invalid", "invalid"]);
  });

  test("422: codes of fields, also where they are nested by index", () => {
    const error = errorOf(422, '{"status":422,"error":"Unprocessable Entity","code":"validation_errors","error_details":{"account_type":{"0":["value_is_invalid"]},"wallet":["not_traceable"]}}');
    assert.deepEqual(codesOf(error), ["validation_errors", "value_is_invalid", "not_traceable"]);
  });

  test("a 500 may be Lago's own words or not; it is tried again either way", () => {
    const [own, foreign] = [errorOf(500, '{"status":500,"error":"Internal Server Error"}'), errorOf(500, "<html>")];
    assert.deepEqual([own.kind, own.own, own.transient], ["unreachable", true, true]);
    assert.deepEqual([foreign.kind, foreign.own, foreign.transient], ["unreachable", false, true]);
  });

  test("the form is read with white space as well", () => {
    assert.deepEqual(readRefusal(404, Buffer.from(' {\n"status" : 404 ,"error":"Not Found", "code":"plan_not_found"} ')), { error: "Not Found", code: "plan_not_found", details: null });
  });
});

describe("an error holds no key and nothing that moves a terminal's cursor", () => {
  const apiKey = "7e1b-4b5c-Secret_of.ours";
  const escaped = [...apiKey].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
  const percent = [...apiKey].map((character) => `%${character.charCodeAt(0).toString(16)}`).join("");
  createLago({ apiKey });

  for (const [name, text] of Object.entries({ "as it is": apiKey, "in capitals": apiKey.toUpperCase(), "in JSON's escapes": escaped, "percent-encoded": percent })) {
    test(`the key ${name}, in each part of an answer`, () => {
      const body = `{"status":422,"error":"Key ${text}","code":"${text}","error_details":{"${text}":["${text}"]}}`;
      const error = toError("/api/v1/taxes", { status: 422, statusText: text, ok: false, headers: new Headers({ "x-request-id": text }) }, Buffer.from(body));
      assert.equal(error.own, true);
      for (const secret of [apiKey, escaped, percent, "Secret_of"]) assert.ok(!inspect(error, { depth: 9 }).toLowerCase().includes(secret.toLowerCase()), inspect(error, { depth: 9 }));
    });
  }

  test("as the reason phrase, as HTML, as the host of a redirect", async (t) => {
    const answers = [
      { status: 418, body: "" },
      { status: 404, body: `<html>${apiKey}</html>` },
      { status: 200, body: `${apiKey}` },
      { status: 200, body: `{"add_ons":[{"lago_id":${apiKey}}]}` },
      { status: 302, headers: { location: `https://${apiKey}.example.com/` }, body: "" },
    ];
    for (const answer of answers) {
      const { client } = await lagoWithAddOns(t, 1, { faults: [{ answer }], apiKey }, { apiKey, retry: { attempts: 1 } });
      await assert.rejects(collect(client.list(addOns)), (error: LagoError) => {
        assert.doesNotMatch(inspect(error, { depth: 9 }), /Secret_of|secret_of/);
        return error instanceof LagoError;
      });
    }
  });

  test("escapes of a terminal and line breaks", () => {
    const error = errorOf(401, '{"status":401,"error":"No\\u001b]0;owned\\u0007\\r\\n\\u009b2J\\u202e"}');
    assert.match(error.message, /No\\u001b]0;owned\\u0007\\u000d\\u000a\\u009b2J\\u202e/);
    assert.doesNotMatch(error.message, /[\u0000-\u001f\u007f-\u009f]/);
  });

  test("a key of a few letters is no reason to spoil every word", () => {
    createLago({ apiKey: "e" });
    assert.match(errorOf(500, "").message, /Lago or a gateway before it failed/);
  });
});

function errorOf(status: number, body: string): LagoError {
  return toError("/api/v1/taxes", { status, statusText: "Reason", ok: false, headers: new Headers() }, Buffer.from(body));
}
