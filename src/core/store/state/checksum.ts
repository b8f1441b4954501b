/** A row's own checksum: SQLite's integrity check does not see a changed letter inside a text. */
import { createHash } from 'node:crypto';

/** 64 bits of SHA-256 over a row's values, as 16 hexadecimal digits. */
export function rowChecksum(...values: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16);
}
