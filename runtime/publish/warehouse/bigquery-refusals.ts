import type { HttpAnswer, HttpRequest } from "../http-client.ts";
import { addAdvice, type Advice, COLUMNS_CHANGED, readRefusal } from "./refusals.ts";

/** Why a job has failed. */
export interface JobFailure {
  readonly reason?: string;
  readonly message?: string;
}

/** The words of BigQuery, with what to do. */
export function explainRefusal({ status, body }: HttpAnswer): string {
  const { message, errors } = readRefusal<{ error: { readonly message?: string; readonly errors?: readonly JobFailure[] | null } }>(body).error ?? {};
  const reason = errors?.[0]?.reason;
  return addAdvice(`${reason ? `${reason}: ` : ""}${message || `HTTP ${status}`}`, ADVICE, BY_STATUS[status]);
}

/** Too many requests at once. Of a job that has ended so, the answer stays the same. */
export function isBusy({ status, body }: HttpAnswer, { url }: HttpRequest): boolean {
  return status === 403 && !url.includes("/queries/") && /"reason"\s*:\s*"rateLimitExceeded"/.test(String(body));
}

/** Whether the same job may end well later. */
export function isPassing({ reason = "" }: JobFailure): boolean {
  return PASSING.has(reason);
}

export function explainFailure(failure: JobFailure): string {
  return addAdvice(`${failure.reason ?? ""}: ${failure.message ?? ""}`, ADVICE, isPassing(failure) ? "Publish again later." : undefined);
}

/** https://cloud.google.com/bigquery/docs/error-messages */
const PASSING: ReadonlySet<string> = new Set(["backendError", "internalError", "jobBackendError", "jobInternalError", "rateLimitExceeded", "jobRateLimitExceeded"]);

const GRANT = "Grant the account roles/bigquery.jobUser on the project and roles/bigquery.dataEditor on the dataset.";

const ADVICE: Advice = [
  [/billing.*(not enabled|disabled)|billingNotEnabled/i, "Turn on billing for the project: DELETE and INSERT do not work without it."],
  [/quotaExceeded|rateLimitExceeded/, "A quota of BigQuery is used up. Publish again later, or less often."],
  [/accessDenied|Access Denied/, GRANT],
  [/concurrent update/i, "Something else writes into these tables. Publish again when it has ended."],
  COLUMNS_CHANGED,
];

const BY_STATUS: Readonly<Record<number, string>> = {
  401: "Check GOOGLE_APPLICATION_CREDENTIALS or GOOGLE_OAUTH_ACCESS_TOKEN, or run `gcloud auth application-default login`.",
  403: GRANT,
};
