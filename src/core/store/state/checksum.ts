/** A row's own checksum: SQLite's integrity check does not see a changed letter inside a text. */
import { hash } from 'node:crypto';

/** 64 bits of SHA-256 over a row's values, as 16 hexadecimal digits. */
export function rowChecksum(...values: readonly (string | number)[]): string {
  return hash('sha256', JSON.stringify(values)).slice(0, 16);
}
