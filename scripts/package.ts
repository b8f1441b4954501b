/** `npm run package [-- --target linux-x64|…|all]`: builds and packs the VSIX of a platform; this one's, unless told otherwise. */
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { exitCodes } from '../src/protocol/errors.ts';
import { pack } from './package/pack.ts';
import { hostTarget, targets, type Target } from './package/targets.ts';

const { values } = parseArgs({ options: { target: { type: 'string' } } });
for (const target of wanted(values.target)) {
  const vsix = await pack(target);
  console.log(`${vsix} (${(statSync(vsix).size / 1e6).toFixed(1)} MB)`);
}

function wanted(target: string | undefined): readonly Target[] {
  if (target === undefined) return [hostTarget()];
  if (target === 'all') return targets;
  const found = targets.find((name) => name === target);
  if (found !== undefined) return [found];
  console.error(`There is no target "${target}": ${targets.join(', ')} and all.`);
  process.exit(exitCodes.usage);
}
