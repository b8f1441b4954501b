/** A process that writes and registers parts until it is killed: `part-writer.ts <dataset folder>`. */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { Duck } from '../../../src/core/store/duck.ts';
import { createLayout } from '../../../src/core/store/layout.ts';
import { Parts } from '../../../src/core/store/parts.ts';
import { registerPart } from '../../../src/core/store/state/registry.ts';
import { State } from '../../../src/core/store/state/state.ts';

const layout = createLayout(process.argv[2] ?? '');
const duck = await Duck.open({ folders: [layout.parts], temporary: join(layout.cache, 'duckdb') });
const parts = new Parts(layout.parts, duck);
const state = State.open(layout.stateDb);
for (let i = 0; ; i++) {
  const score = Float64Array.from({ length: 5_000 }, (_, row) => i + row / 7);
  const part = await parts.writePart('scores', [{ name: 'score', type: 'double' }], {
    rows: score.length,
    columns: { score },
  });
  state.write(() => registerPart(state, part));
  writeSync(1, `${part.sha256}\n`);
}
