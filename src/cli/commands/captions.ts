import { captionsOf } from '../../core/pipeline/captions.ts';
import type { PictureCaption } from '../../protocol/samples.ts';
import { withSession } from '../../core/pipeline/session.ts';
import { exitCodes } from '../../protocol/errors.ts';
import type { Json } from '../../protocol/records.ts';
import { withDirectory } from '../options.ts';
import type { CommandContext } from '../command-context.ts';
import { plainText } from '../../base/plain-text.ts';
import { promptWords } from '../prompt-names.ts';
import { numberText } from '../../base/number-text.ts';
import { outcomeText } from '../words.ts';

const width = 100;

/** `captions`: all captions of a picture. */
export async function captions({ output }: CommandContext, values: string[]): Promise<number> {
  const { dir, rest } = withDirectory(values, 1, 'captions [DIR] ID');
  return withSession(dir, undefined, async (session) => {
    const found = await captionsOf(session, rest[0]!);
    output.document(found);
    const writers = new Set(found.captions.map(writerOf).filter((writer) => writer !== null));
    const { alike, differing } = keysOf(found.captions.filter(({ id }) => id !== null));
    const head = [
      ...wrapped(found.images.map(plainText), ''),
      ...(writers.size === 1 ? [...writers] : []),
      ...wrapped(scoreTexts(found.captions[0]!, alike), ''),
    ];
    if (head.length > 0) output.print(`${head.join('\n')}\n`);
    const blocks = found.captions.map((one) => blockOf(one, differing, writers.size > 1));
    output.print(blocks.join('\n\n'));
    return exitCodes.done;
  });
}

/**
 * The keys of scores that are the same for all, and the others: those with the most values come first, since they tell
 * captions apart.
 */
function keysOf(captions: readonly PictureCaption[]): { alike: string[]; differing: string[] } {
  const alike: string[] = [];
  const differing = new Map<string, number>();
  for (const key of new Set(captions.flatMap(({ scores }) => Object.keys(scores)))) {
    const values = captions.map(({ scores }) => JSON.stringify(scores[key] ?? null));
    const known = new Set(values.filter((value) => value !== 'null'));
    if (captions.length > 1 && known.size === 1 && !values.includes('null')) alike.push(key);
    else if (known.size > 0) differing.set(key, known.size);
  }
  return { alike, differing: [...differing].sort(([, a], [, b]) => b - a).map(([key]) => key) };
}

function blockOf(one: PictureCaption, keys: readonly string[], withWriter: boolean): string {
  const mark = one.id === null ? '!' : (marks.get(one.outcome) ?? '·');
  const indent = '    ';
  const writer = withWriter ? writerOf(one) : null;
  return [
    `${mark} ${plainText(one.id ?? one.parent!)} (${plainText(sourceOf(one))}): ${plainText(whatBecame(one))}`,
    ...(one.caption ?? '').split(/\r\n|\n|\r/).map((line) => `${indent}${plainText(line)}`),
    ...(one.before === null ? [] : [`${indent}was: ${plainText(one.before)}`]),
    ...(writer === null ? [] : [`${indent}${writer}`]),
    ...wrapped(scoreTexts(one, keys), indent),
  ]
    .filter((line) => line.trim() !== '')
    .join('\n');
}

const marks: ReadonlyMap<string | null, string> = new Map([
  ['kept', '✓'],
  ['dropped', '✗'],
  ['failed', '!'],
]);

function sourceOf({ id, origin, edited, stage }: PictureCaption): string {
  if (id === null) return `no caption from ${stage!}`;
  const born = origin === 'synthesized' && stage !== null ? stage : origin;
  return edited ? `${born}, edited` : born;
}

function whatBecame({ id, outcome, decided, times }: PictureCaption): string {
  if (outcome === null) return 'not judged yet';
  if (id === null) return decided?.reason == null ? outcome : `${outcome}: ${decided.reason}`;
  if (outcome === 'kept') return times === null || times === 1 ? 'kept' : `kept, ${numberText(times)} times`;
  return outcomeText(outcome, decided!.operator, decided!.stage);
}

/** Who wrote a caption, and asked how; null: no model. */
function writerOf({ model, prompt }: PictureCaption): string | null {
  if (model === null) return null;
  return `model ${plainText(model)}${prompt === null ? '' : `, prompt ${promptWords(prompt)}`}`;
}

function scoreTexts({ scores }: PictureCaption, keys: readonly string[]): string[] {
  return keys
    .filter((key) => (scores[key] ?? null) !== null)
    .map((key) => plainText(`${key} ${valueText(scores[key]!)}`));
}

/** Texts one behind the other, in lines of at most a hundred columns where they allow it. */
function wrapped(texts: readonly string[], indent: string): string[] {
  const lines: string[] = [];
  for (const text of texts) {
    const longer = `${lines.at(-1) ?? ''}, ${text}`;
    if (lines.length > 0 && longer.length < width) lines[lines.length - 1] = longer;
    else {
      if (lines.length > 0) lines[lines.length - 1] += ',';
      lines.push(`${indent}${text}`);
    }
  }
  return lines;
}

function valueText(value: Json): string {
  if (value === null) return '';
  if (typeof value === 'number') return numberText(value);
  return Array.isArray(value) ? value.map((item: Json) => valueText(item)).join(', ') : JSON.stringify(value);
}
