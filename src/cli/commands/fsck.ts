import { resolve } from 'node:path';
import { exitCodes } from '../../protocol/errors.ts';
import { checkStore } from '../../core/pipeline/fsck.ts';
import { plainText } from '../../base/plain-text.ts';
import type { CommandContext } from '../command-context.ts';

/** `fsck`: checks, and with `--repair` mends, our own files. */
export async function fsckCommand(
  { output }: CommandContext,
  [dir = '.']: string[],
  options: Record<string, unknown>,
): Promise<number> {
  const { findings, repair, changedPictures } = await checkStore(resolve(dir), {
    readData: options['readData'] === true,
    repair: options['repair'] === true,
  });
  const damaged = findings.some(({ damage }) => damage);
  output.document({ sound: !damaged, findings, repair, changedPictures });
  for (const { message } of repair?.repaired ?? []) output.print(`mended: ${plainText(message)}`);
  for (const path of repair?.kept ?? []) output.print(`  put aside as ${plainText(path)}`);
  for (const { damage, message } of findings) output.print(`${damage ? '✗' : '·'} ${plainText(message)}`);
  for (const path of changedPictures ?? [])
    output.print(`· ${plainText(path)} has changed since it was measured: the next run looks at it again`);
  if (!damaged) output.print('Everything of ours is sound.');
  else
    output.remark('better-synth fsck --repair puts damaged files aside; stages that lost a part are computed again.');
  return damaged ? exitCodes.damaged : exitCodes.done;
}
