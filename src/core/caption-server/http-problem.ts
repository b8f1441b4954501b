/** Why a request is not answered, in the form of OpenAI's errors. */

const types: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  403: 'permission_error',
  429: 'rate_limit_error',
  500: 'server_error',
  503: 'server_error',
};

/** A failure that a client is told. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  /**
   * @param status HTTP's.
   * @param code A word that programs can look for.
   */
  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'HttpProblem';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  /** The answer's body. */
  get body(): object {
    const type = types[this.status] ?? 'invalid_request_error';
    return { error: { message: this.message, type, param: null, code: this.code } };
  }
}
