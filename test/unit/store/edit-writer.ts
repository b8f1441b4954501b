/** A process that writes edits and says each id after it was acknowledged: `edit-writer.ts <state.db> <prefix> <count>`. */
import { writeSync } from 'node:fs';
import { putEdit } from '../../../src/core/store/state/edits.ts';
import { State } from '../../../src/core/store/state/state.ts';

const [path = '', prefix = '', count = '0'] = process.argv.slice(2);
const state = State.open(path);
for (let i = 0; i < Number(count); i++) {
  putEdit(state, { id: `${prefix}${i}`, caption: 'x'.repeat(1 + (i % 200)), baseHash: 'h' });
  writeSync(1, `${prefix}${i}\n`);
}
state.close();
