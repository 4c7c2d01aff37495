/** An answer that is not 200, thrown where it is decided and sent with Lago's own body. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: object,
  ) {
    super(`Lago refuses with ${status}`);
  }
}

export const unauthorized = () => new Refusal(401, { status: 401, error: "Unauthorized" });

export const forbidden = (code: string) => new Refusal(403, { status: 403, error: "Forbidden", code });

/** Also Lago's answer to a path it does not route: `resource_not_found`. */
export const notFound = (resource = "resource") => new Refusal(404, { status: 404, error: "Not Found", code: `${resource}_not_found` });

export const badRequest = (message: string) => new Refusal(400, { status: 400, error: `BadRequest: ${message}` });

export const invalid = (field: string, code: string) => invalidDetails({ [field]: [code] });

export const invalidDetails = (details: object) =>
  new Refusal(422, { status: 422, error: "Unprocessable Entity", code: "validation_errors", error_details: details });

/** Rails' own: Lago has no body for what it did not expect. */
export const crashed = () => new Refusal(500, { status: 500, error: "Internal Server Error" });
