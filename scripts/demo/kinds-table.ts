/** What a run did to each planted kind, for people to read. */
import { table } from '../../src/cli/table.ts';
import { evaluate, type KindRow, type Outcomes } from './evaluate.ts';
import { isGood, type Expected, type Truth } from './truth.ts';

const order: readonly Expected[] = ['kept', 'mended', 'failed', 'dropped'];

/** A table of all kinds, and a sentence on good samples that were dropped. */
export function kindsTable(truth: Truth, outcomes: Outcomes): string {
  const kinds = evaluate(truth, outcomes).sort((a, b) => order.indexOf(a.expect) - order.indexOf(b.expect));
  const rows = kinds.map((row) => [
    row.kind,
    row.expect,
    ...[row.planted, row.dropped, row.kept, row.failed],
    row.expect === 'mended' ? row.mended : null,
    `${Math.round((100 * row.right) / row.planted)} %`,
  ]);
  const headings = ['kind', 'expected', 'planted', 'dropped', 'kept', 'failed', 'mended', 'right'];
  return `${table(headings, rows)}\n\n${friendlyFire(truth, outcomes, kinds)}`;
}

function friendlyFire(truth: Truth, outcomes: Outcomes, kinds: readonly KindRow[]): string {
  const good = Object.entries(truth).filter(([, entry]) => isGood(entry));
  const dropped = good.filter(([id]) => outcomes.get(id)?.outcome === 'dropped');
  const odd = kinds.find(({ kind }) => kind === 'friendly-fire');
  const share =
    odd === undefined ? '' : `, among them ${odd.dropped} of ${odd.planted} at night, in fog or before a wall`;
  return `Friendly fire: ${dropped.length} of ${good.length} good samples were dropped${share}.`;
}
