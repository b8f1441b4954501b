import { Composer, isMap, isScalar, isSeq, type Document, type Pair, type Range } from 'yaml';
import { scanTokens } from './scan-tokens.ts';
import { Reporter } from './reporter.ts';
import { shown, type Entry, type Node, type SourceText, type Span } from './source.ts';

/** Bytes of UTF-8 that a recipe may have. */
export const largestRecipe = 1_048_576;

/**
 * Reads YAML 1.2 that cannot surprise: one document of maps with names as keys, lists and core scalars. Anchors,
 * aliases, tags, directives, duplicate or `__proto__` keys and every warning of the parser are errors. Null when the
 * text is not usable; the reasons are reported then.
 */
export function readYaml(report: Reporter): Node | null {
  const { text } = report.source;
  if (text.length > largestRecipe || new TextEncoder().encode(text).length > largestRecipe) {
    report.error('too-large', 'The file is larger than 1 MB: a recipe is a few kilobytes.', { start: 0, end: 1 });
    return null;
  }
  const before = report.errors;
  const tokens = scanTokens(report);
  if (tokens === null) return null;
  const documents = new Composer({ ...options }).compose(tokens, true, text.length);
  const first = documents.next().value;
  const second = documents.next().value;
  for (const document of [first, second]) if (document !== undefined) reportSyntax(document, report);
  if (second !== undefined) {
    report.error('yaml-documents', 'A recipe is one YAML document: remove the second.', at(second.range[0]));
  }
  if (report.errors > before || first === undefined) return null;
  const root = convert(first.contents, text.length, report);
  return report.errors > before ? null : root;
}

/**
 * Reads what can be understood of a text that is being written: without a word of what is wrong with it. Null where
 * nothing can, or where reading on could be expensive.
 */
export function readLoosely(source: SourceText): Node | null {
  if (source.text.length > largestRecipe) return null;
  const report = new Reporter(source);
  const tokens = scanTokens(report);
  if (tokens === null) return null;
  const [document] = new Composer({ ...options }).compose(tokens, true, source.text.length);
  return document === undefined ? null : convert(document.contents, source.text.length, report);
}

/** Duplicate keys are found here, in linear time; the library's own search is quadratic. */
const options = {
  version: '1.2',
  schema: 'core',
  merge: false,
  strict: true,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

function reportSyntax(document: Document.Parsed, report: Reporter): void {
  for (const { code, message, pos } of [...document.errors, ...document.warnings]) {
    const name = `yaml-${code.toLowerCase().replaceAll('_', '-')}`;
    const [start, end] = pos;
    const tabs = code === 'TAB_AS_INDENT' ? report.source.text.slice(start, end) : '';
    const fix = /^\t+$/.test(tabs) ? tabs.replaceAll('\t', '  ') : undefined;
    report.error(name, `This is not valid YAML: ${message}.`, { start, end }, fix);
  }
}

function convert(content: unknown, position: number, report: Reporter): Node {
  if (isMap(content)) {
    const entries = readEntries(content.items, report);
    const flow = content.flow === true;
    const last = [...entries.values()].at(-1);
    const inner = last && (isEmpty(last.value) ? last.key : last.value);
    return { kind: 'map', ...spanOf(content, position, flow ? undefined : inner), flow, entries };
  }
  if (isSeq(content)) {
    const items = content.items.map((item) => convert(item, position, report));
    const flow = content.flow === true;
    return { kind: 'list', ...spanOf(content, position, flow ? undefined : items.at(-1)), flow, items };
  }
  if (!isScalar(content)) return { kind: 'scalar', value: null, ...at(position) };
  const value = content.value as string | number | boolean | null;
  const { start, end } = spanOf(content, position);
  return { kind: 'scalar', value, start, end: start + report.source.text.slice(start, end).trimEnd().length };
}

/** Where a node stands. To blocks the library counts what follows their last node: comments and empty lines. */
function spanOf({ range }: { range?: Range | null }, position: number, last?: Span): Span {
  const [start, end] = range ?? [position, position];
  return { start, end: last?.end ?? end };
}

function isEmpty({ start, end }: Span): boolean {
  return start === end;
}

function readEntries(pairs: readonly Pair[], report: Reporter): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const pair of pairs) {
    const key = convert(pair.key, 0, report);
    const value = convert(pair.value, key.end, report);
    if (key.kind !== 'scalar' || typeof key.value !== 'string' || key.value === '') {
      report.error('key-not-text', 'A name is expected here.', key);
      continue;
    }
    const name = key.value;
    if (name === '__proto__') report.error('forbidden-key', 'The name "__proto__" is not allowed.', key);
    else if (entries.has(name)) report.error('duplicate-key', `${shown(name)} stands here twice.`, key);
    else entries.set(name, { name, key: { start: key.start, end: key.end }, value });
  }
  return entries;
}

function at(offset: number): Span {
  return { start: offset, end: offset };
}
