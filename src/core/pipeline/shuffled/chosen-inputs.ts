import type { Duck } from '../../store/duck.ts';
import { onlyRows, type Chain } from '../chain.ts';
import type { InputRow } from '../measure/sample.ts';
import { presentBatches } from '../present-batches.ts';
import { inputRow } from '../stages/input-row.ts';

/** Some rows of what comes out of a chain, in the order asked for, without their lines. */
export async function chosenInputs(duck: Duck, chain: Chain, rows: readonly number[]): Promise<InputRow[]> {
  const inputs = new Map<number, InputRow>();
  const columns = ['id', 'images', 'problem'];
  for await (const batch of presentBatches(duck, onlyRows(chain, rows), { columns, batchRows: rows.length || 1 })) {
    for (let i = 0; i < batch.rows; i++) {
      const input = inputRow(batch, i, null);
      inputs.set(input.row, input);
    }
  }
  return rows.flatMap((row) => inputs.get(row) ?? []);
}
