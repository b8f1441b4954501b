/** Dicts in dicts, as `{"step": 5, "metrics": {"loss": 0.5}}`: their entries are those of the line's one dict. */
import { readFields, type Field } from './fields.ts';

const inDict = /(['"])([^'"{}]+)\1\s*:\s*\{([^{}]*)\}/;
/** More of them in a line are something else than metrics. */
const most = 64;
const evaluated = new Set(['eval', 'evaluation', 'val', 'valid', 'validation', 'test']);

/** A line without dicts in its dicts; the same line where there are none, or one cannot be read. */
export function flattened(line: string): string {
  let text = line;
  for (let i = 0; i < most; i++) {
    const match = inDict.exec(text);
    if (match === null) return text;
    const [whole, , wrapper, inner] = match;
    const fields = inner!.trim() === '' ? new Map<string, Field>() : readFields(inner!);
    if (fields === null) return line;
    const [before, after] = [text.slice(0, match.index), text.slice(match.index + whole.length)];
    const isTaken = (name: string): boolean => [`'${name}'`, `"${name}"`].some((each) => before.includes(each));
    const entries = [...fields].map(([name, value]) => `"${nameOf(wrapper!, name, isTaken)}": ${textOf(value)}`);
    text = before + (entries.length === 0 ? `"${wrapper!}": null` : entries.join(', ')) + after;
  }
  return line;
}

/** What is said of training and what of evaluation is told apart; other dicts only where they say the same twice. */
function nameOf(wrapper: string, name: string, isTaken: (name: string) => boolean): string {
  if (wrapper === 'train') return name.startsWith('train') ? name : `train/${name}`;
  if (evaluated.has(wrapper)) return name.startsWith('eval') ? name : `eval/${name}`;
  return isTaken(name) ? `${wrapper}/${name}` : name;
}

function textOf(value: Field): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
