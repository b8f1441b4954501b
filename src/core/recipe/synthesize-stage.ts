import { z } from 'zod';
import {
  captionLanguages,
  findPrompt,
  isPromptName,
  isVariableName,
  knownVariables,
  promptNames,
  unknownVariables,
  variablesOf,
} from '../captions/prompts.ts';
import { splits } from '../captions/split.ts';
import { modelName } from '../operators/shared/models.ts';
import { canonicalJson } from './canonical.ts';
import type { RecipeContext } from './recipe-context.ts';
import type { SynthesizeStage } from './recipe.ts';
import type { Reporter } from './reporter.ts';
import { shown, type Entry, type MapNode, type Node, type Span } from './source.ts';
import { readObject, reportUnknown } from './validate.ts';

/** Parameters of `synthesize`. */
export const synthesizeSchema = z.strictObject({
  profile: z.string().describe('the captioning endpoint: `demo`, or a name that `profiles add` gave'),
  model: modelName.nullable().default(null).describe("the model that is asked, in place of the profile's"),
  prompt: z
    .string()
    .regex(/\S/, 'expected a text')
    .default('numbered-sentences')
    .describe('a prompt by its name, or a text of your own with {caption}, {language} and `variables`'),
  split: z
    .enum(splits)
    .default('numbered')
    .describe('whether each sentence of a list is a sample, or the whole answer'),
  keep_original: z.boolean().default(true).describe('whether the sample that was asked about stays'),
  max_tokens: z.int().min(1).max(32_768).default(512).describe('the greatest length of an answer'),
  where: z
    .string()
    .regex(/\S/, 'expected a condition')
    .nullable()
    .default(null)
    .describe('a condition in SQL over samples, scores, clusters and tags: the others are not asked about'),
  language: z.enum(captionLanguages).default('en').describe("the answers' language"),
  variables: z.record(z.string(), z.string()).default({}).describe('texts for names in braces in the prompt'),
  temperature: z.number().min(0).max(2).default(0).describe('0: the likeliest answer; more: others, too'),
});

/** The profile that needs no endpoint: it starts and stops a server with the demo's captioner. */
const demo = { profile: 'demo', model: 'demo/captioner' } as const;

/** Reads a `synthesize` stage. */
export function readSynthesize(
  name: string,
  kind: Entry,
  map: MapNode,
  { report }: RecipeContext,
): SynthesizeStage | null {
  const values = readObject(synthesizeSchema, withoutAddresses(map, report), report, 'synthesize', kind.key);
  if (values === null) return null;
  checkProfile(values.profile, map, report);
  checkPrompt(values, map, kind, report);
  const model = values.model ?? (values.profile === demo.profile ? demo.model : null);
  const { keep_original, max_tokens, ...rest } = { ...values, model };
  const stage = { ...rest, keepOriginal: keep_original, maxTokens: max_tokens };
  return { name, kind: 'synthesize', ...stage, canonical: canonicalJson({ ...values, model }) };
}

const remedy =
  'Addresses and keys never stand in a recipe: give them a name with  better-synth profiles add NAME --url U  and write  profile: NAME.';

/** Keys that nobody needs here but to say where data is sent, or with which secret. */
const addressKeys: ReadonlySet<string> = new Set([
  'url',
  'endpoint',
  'host',
  'server',
  'key',
  'key_env',
  'token',
  'secret',
]);

/** Reports keys of addresses and secrets; the map without them. */
function withoutAddresses(map: MapNode, report: Reporter): MapNode {
  const entries = new Map(map.entries);
  for (const { name, key } of map.entries.values()) {
    if (!addressKeys.has(name.replaceAll('-', '_').toLowerCase())) continue;
    entries.delete(name);
    report.error('endpoint-in-recipe', `"${name}" is not allowed here. ${remedy}`, key);
  }
  return { ...map, entries };
}

/** What is no name may be an address or a key: messages do not repeat it. */
function checkProfile(profile: string, map: MapNode, report: Reporter): void {
  if (/^[a-z0-9-]{1,64}$/.test(profile) && !/^sk-/.test(profile)) return;
  const message = `synthesize.profile: a name of 1 to 64 of a-z, 0-9 and - is expected. ${remedy}`;
  report.error('endpoint-in-recipe', message, map.entries.get('profile')!.value);
}

type Values = z.output<typeof synthesizeSchema>;

/** The prompt is there, and something stands for each of its variables. */
function checkPrompt({ prompt, language, variables }: Values, map: MapNode, kind: Entry, report: Reporter): void {
  const place = map.entries.get('prompt')?.value ?? kind.key;
  const template = isPromptName(prompt) ? findPrompt(prompt, language) : prompt;
  if (template === null) {
    reportUnknown(report, 'unknown-prompt', 'The prompt', prompt, promptNames, place);
    return;
  }
  const own = Object.keys(variables);
  const unknowns = unknownVariables(template, own);
  for (const unknown of unknowns) {
    const span = variableSpan(unknown, place, report);
    const exact = () => span !== place;
    reportUnknown(report, 'unknown-variable', 'The variable', unknown, [...knownVariables, ...own], span, exact);
  }
  // A misspelled name leaves one unused: that is said once.
  checkVariables(unknowns.length > 0 ? own : variablesOf(template), map.entries.get('variables')?.value, report);
}

function checkVariables(used: readonly string[], node: Node | undefined, report: Reporter): void {
  if (node?.kind !== 'map') return;
  for (const { name, key } of node.entries.values()) {
    if (knownVariables.some((known) => known === name)) {
      report.error('wrong-value', `synthesize.variables: {${name}} is given by the sample or by language.`, key);
    } else if (!isVariableName(name)) {
      const rule = 'a letter, then at most 63 letters, digits, _ and -';
      report.error('wrong-value', `synthesize.variables: ${shown(name)} is no name: ${rule}.`, key);
    } else if (!used.includes(name)) {
      report.info('ignored', `synthesize.variables: the prompt does not use {${name}}.`, key);
    }
  }
}

/** Where a variable's name stands in the prompt as it is written; the whole prompt where escapes hide it. */
function variableSpan(name: string, prompt: Span, report: Reporter): Span {
  const at = report.source.text.slice(prompt.start, prompt.end).indexOf(`{${name}}`);
  const start = prompt.start + at + 1;
  return at < 0 ? prompt : { start, end: start + name.length };
}
