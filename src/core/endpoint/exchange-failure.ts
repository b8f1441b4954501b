/** How an HTTP exchange can fail to bring an answer. */
export type ExchangeFailureKind =
  /** No connection: refused, no such host, no route. */
  | 'unreachable'
  | 'timeout'
  /** The connection ended before the answer did. */
  | 'cut'
  /** An answer that is not what was asked for: too large, no JSON, not of the protocol. */
  | 'unreadable'
  | 'redirect'
  | 'certificate'
  /** A request to another origin than the endpoint's. */
  | 'elsewhere'
  /** The caller gave up. */
  | 'aborted';

/** Why an exchange brought no answer. */
export class ExchangeFailure extends Error {
  readonly kind: ExchangeFailureKind;
  /** Whether the request had left whole: then the server may have worked, and may charge for it. */
  readonly sent: boolean;

  constructor(kind: ExchangeFailureKind, message: string, sent: boolean) {
    super(message);
    this.name = 'ExchangeFailure';
    this.kind = kind;
    this.sent = sent;
  }
}

/**
 * Says what an error of Node's network means; its own text may name anything, so only its code is kept.
 * @param asked the address that was asked
 */
export function networkFailure(error: unknown, sent: boolean, asked: URL): ExchangeFailure {
  if (error instanceof ExchangeFailure) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (isCertificateProblem(code)) return new ExchangeFailure('certificate', code, sent);
  if (/^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL)$/.test(code)) {
    return new ExchangeFailure('unreachable', `${noConnection(code, asked)} (${code})`, false);
  }
  if (code === 'ETIMEDOUT') {
    const text = `${asked.hostname} stopped answering (${code})`;
    return new ExchangeFailure(sent ? 'timeout' : 'unreachable', text, sent);
  }
  if (code.startsWith('HPE_')) return new ExchangeFailure('unreadable', `no HTTP (${code})`, sent);
  return new ExchangeFailure('cut', `connection lost (${code})`, sent);
}

function noConnection(code: string, { protocol, hostname, port }: URL): string {
  const usual = protocol === 'https:' ? '443' : '80';
  if (code === 'ECONNREFUSED') return `nothing listens on ${hostname}:${port === '' ? usual : port}`;
  if (code === 'ENOTFOUND') return `there is no host named ${hostname}`;
  if (code.startsWith('EAI_')) return `the name ${hostname} cannot be looked up now`;
  return `there is no way to ${hostname} from here`;
}

/** Certificates that do not hold, and servers that answer a TLS greeting with something else. */
function isCertificateProblem(code: string): boolean {
  return /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|INVALID_CA|HOSTNAME_MISMATCH|EPROTO)/.test(code);
}
