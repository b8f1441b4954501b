import { builtInPrompts, examples, type PromptForm } from './prompt-texts.ts';

/** Languages that captions are asked for in. */
export const captionLanguages = ['en', 'zh'] as const;
/** One of {@link captionLanguages}. */
export type CaptionLanguage = (typeof captionLanguages)[number];

/** Prompts that a recipe names; those in `-zh` ask in Chinese, for an answer in any language. */
export const promptNames: readonly string[] = builtInPrompts.map(({ name }) => name);

/** Variables that every prompt may hold: the caption that a sample has, and the name of the answer's language. */
export const knownVariables = ['caption', 'language'] as const;

/** What stands for a prompt's variables. */
export interface PromptValues {
  /** The sample's present caption, without special tokens. */
  readonly caption: string;
  readonly language: CaptionLanguage;
  /** The recipe's own variables. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Whether a recipe's `prompt` names a prompt; any other is a text of the user's own. */
export function isPromptName(prompt: string): boolean {
  return /^[\w-]*$/.test(prompt);
}

/**
 * The template of a built-in prompt, its example in the answer's language; null for an unknown name.
 * @param name of {@link promptNames}
 */
export function findPrompt(name: string, language: CaptionLanguage): string | null {
  const found = builtInPrompts.find((prompt) => prompt.name === name);
  if (found === undefined) return null;
  const values = { language: languageName(language, found.template), example: exampleOf(found.form, language) };
  return fill(found.template, new Map(Object.entries(values)));
}

/** A template with its variables filled in, once: what looks like a variable in a value stays as it is. */
export function writePrompt(template: string, { caption, language, variables }: PromptValues): string {
  const own = Object.entries(variables);
  return fill(template, new Map([...own, ['caption', caption], ['language', languageName(language, template)]]));
}

/** Whether a name can stand in a prompt's braces. */
export function isVariableName(name: string): boolean {
  return variablesOf(`{${name}}`)[0] === name;
}

/** The names in braces in a template, each once. */
export function variablesOf(template: string): readonly string[] {
  return [...new Set([...template.matchAll(variable)].map(([, name]) => name!))];
}

/** The names in a template's braces that nothing stands for: neither a known variable nor one of `own`. */
export function unknownVariables(template: string, own: Iterable<string>): readonly string[] {
  const known = new Set<string>([...knownVariables, ...own]);
  return variablesOf(template).filter((name) => !known.has(name));
}

/** Braces around anything but a name, as in JSON, are ordinary text. */
const variable = /\{(\p{L}[\p{L}\p{N}_-]{0,63})\}/gu;

function fill(template: string, values: ReadonlyMap<string, string>): string {
  return template.replace(variable, (written, name: string) => values.get(name) ?? written);
}

/** A language's name in the language that the template is written in. */
function languageName(language: CaptionLanguage, template: string): string {
  const names = /\p{Script=Han}/u.test(template) ? { en: '英文', zh: '中文' } : { en: 'English', zh: 'Chinese' };
  return names[language];
}

function exampleOf(form: PromptForm, language: CaptionLanguage): string {
  return examples[language][form].map((sentence, index) => `${index + 1}. ${sentence}`).join('\n');
}
