import { exitCodes } from '../../protocol/errors.ts';
import type { Json } from '../../protocol/records.ts';
import { historyOf } from '../../core/pipeline/show.ts';
import type { SampleHistory, StageOfSample } from '../../protocol/samples.ts';
import { withSession } from '../../core/pipeline/session.ts';
import { withDirectory } from '../options.ts';
import { plainText } from '../../base/plain-text.ts';
import type { CommandContext } from '../command-context.ts';
import { numberText } from '../../base/number-text.ts';
import { promptWords } from '../prompt-names.ts';
import { counted, outcomeText } from '../words.ts';

/** `show`: the whole history of one sample. */
export async function show({ output }: CommandContext, values: string[]): Promise<number> {
  const { dir, rest } = withDirectory(values, 1, 'show [DIR] ID');
  return withSession(dir, undefined, async (session) => {
    const { sample, written, stages, edits, tags } = await historyOf(session, rest[0]!);
    output.document({ sample, written, stages, edits, tags });
    const line = (label: string, value: Json | undefined): void => {
      if (value !== null && value !== undefined && value !== '')
        output.print(`${label.padEnd(10)}${plainText(valueText(value))}`);
    };
    for (const label of ['id', 'parent', 'line', 'images', 'caption', 'original_text', 'problem'])
      line(label.replace('_text', ''), sample[label]);
    if (written !== null) line('written', writtenText(written));
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
  captions,
}: StageOfSample): string {
  const mark = { kept: '✓', dropped: '✗', failed: '!' }[outcome] ?? ' ';
  const why = reason === null || operator === 'manual' ? '' : ` — ${plainText(reason)}`;
  const often = times === null || times === 1 ? '' : `, ${numberText(times)} times`;
  return [
    `${mark} ${stage} (${kind}): ${outcomeText(outcome, operator)}${why}${often}`,
    ...(text === null ? [] : [`    text        ${plainText(text)}`]),
    ...scores
      // Fingerprints of deduplicators say nothing to people.
      .filter(({ key, value }) => value !== null && key !== 'fingerprint')
      .map(({ key, value }) => `    ${key.padEnd(28)}${plainText(valueText(value))}`),
    ...(cluster === null
      ? []
      : [`    cluster ${cluster.cluster}, squared distance to its centre ${numberText(cluster.distance)}`]),
    ...(captions === null ? [] : [`    ${plainText(captionsText(captions))}`]),
    ...flags.map((flag) => `    ⚑ ${plainText(flag)}`),
  ].join('\n');
}

function writtenText({ stage, model, prompt, n }: NonNullable<SampleHistory['written']>): string {
  const asked = prompt === null ? '' : `, prompt ${promptWords(prompt)}`;
  return `by ${model} in ${stage}${asked}, caption ${n} of its answer`;
}

function captionsText({ ids, why }: NonNullable<StageOfSample['captions']>): string {
  return ids.length === 0 ? `no caption: ${why ?? ''}` : `${counted(ids.length, 'caption')}: ${ids.join(', ')}`;
}

function valueText(value: Json): string {
  if (typeof value === 'number') return numberText(value);
  if (Array.isArray(value)) return value.map((item: Json) => valueText(item)).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
