import { exitCodes } from '../../protocol/errors.ts';
import type { Json } from '../../protocol/records.ts';
import { historyOf, type StageOfSample } from '../../core/pipeline/show.ts';
import { withSession } from '../../core/pipeline/session.ts';
import { withDirectory } from '../options.ts';
import { plainText } from '../plain-text.ts';
import type { CommandContext } from '../command-context.ts';
import { numberText } from '../table.ts';

/** `show`: the whole history of one sample. */
export async function show({ output }: CommandContext, values: string[]): Promise<number> {
  const { dir, rest } = withDirectory(values, 1, 'show [DIR] ID');
  return withSession(dir, undefined, async (session) => {
    const { sample, stages, edits, tags } = await historyOf(session, rest[0]!);
    output.document({ sample, stages, edits, tags });
    const line = (label: string, value: Json | undefined): void => {
      if (value !== null && value !== undefined && value !== '')
        output.print(`${label.padEnd(10)}${plainText(valueText(value))}`);
    };
    for (const label of ['id', 'parent', 'line', 'images', 'caption', 'original_text', 'problem'])
      line(label.replace('_text', ''), sample[label]);
    line('tags', tags.join(', '));
    for (const { caption, at } of edits) line('edited', `${caption} (${at})`);
    for (const stage of stages) output.print(`\n${stageText(stage)}`);
    if (stages.length === 0) output.print('\nNo stage has seen it yet: better-synth run');
    return exitCodes.done;
  });
}

function stageText({
  stage,
  kind,
  outcome,
  operator,
  reason,
  text,
  scores,
  flags,
  cluster,
  times,
}: StageOfSample): string {
  const mark = { kept: '✓', dropped: '✗', failed: '!' }[outcome] ?? ' ';
  const by = operator === null ? '' : ` by ${operator}`;
  return [
    `${mark} ${stage} (${kind}): ${outcome}${by}${reason === null ? '' : ` — ${plainText(reason)}`}${times === null ? '' : `, ${times} times`}`,
    ...(text === null ? [] : [`    text        ${plainText(text)}`]),
    ...scores
      .filter(({ value }) => value !== null)
      .map(({ key, value }) => `    ${key.padEnd(28)}${plainText(valueText(value))}`),
    ...(cluster === null
      ? []
      : [`    cluster ${cluster.cluster}, squared distance to its centre ${numberText(cluster.distance)}`]),
    ...flags.map((flag) => `    ⚑ ${plainText(flag)}`),
  ].join('\n');
}

function valueText(value: Json): string {
  if (typeof value === 'number') return numberText(value);
  if (Array.isArray(value)) return value.map((item: Json) => valueText(item)).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
