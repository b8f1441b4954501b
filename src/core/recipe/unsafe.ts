import type { Reporter } from './reporter.ts';
import type { Node, Entry } from './source.ts';

/** Names of addresses and secrets. A recipe may come from anybody; where data is sent to is approved outside of it. */
const endpointNames: ReadonlySet<string> = new Set([
  'base_url',
  'api_base',
  'api_url',
  'api_key',
  'api_token',
  'access_token',
  'authorization',
  'headers',
  'default_headers',
  'proxy',
  'proxies',
  'http_proxy',
  'https_proxy',
]);

/** Keys of Data-Juicer that load and run Python files. */
const codeNames: ReadonlySet<string> = new Set(['custom_operator_paths', 'custom-operator-paths']);

/** Data-Juicer's operators that run Python given in, or named by, the recipe. */
export const codeOperators: ReadonlySet<string> = new Set(['python_file_mapper', 'python_lambda_mapper']);

/** Whether a name is reported by {@link refuseUnsafe} wherever it stands, so that nobody else needs to. */
export function isUnsafeName(name: string): boolean {
  return endpointNames.has(name) || codeNames.has(name) || name === 'trust_remote_code';
}

/**
 * Reports everything in a recipe that would run code (`refused`) or steer data elsewhere (`endpoint-in-recipe`),
 * at any depth, known to this version or not.
 */
export function refuseUnsafe(node: Node, report: Reporter): void {
  if (node.kind === 'list') for (const item of node.items) refuseUnsafe(item, report);
  if (node.kind !== 'map') return;
  for (const entry of node.entries.values()) {
    refuseEntry(entry, report);
    refuseUnsafe(entry.value, report);
  }
}

function refuseEntry({ name, key, value }: Entry, report: Reporter): void {
  if (endpointNames.has(name)) {
    const remedy = 'Addresses and keys never stand in a recipe: it names a profile, which you keep on your machine.';
    report.error('endpoint-in-recipe', `"${name}" is not allowed here. ${remedy}`, key);
  } else if (codeNames.has(name) && !isNothing(value)) {
    report.error('refused', `"${name}" runs Python code of the recipe's author: refused.`, key);
  } else if (name === 'trust_remote_code' && !isFalse(value)) {
    report.error('refused', '"trust_remote_code" runs Python code that comes with a model: refused.', value, 'false');
  }
}

function isNothing(node: Node): boolean {
  return node.kind === 'scalar' ? node.value === null : node.kind === 'list' && node.items.length === 0;
}

function isFalse(node: Node): boolean {
  return node.kind === 'scalar' && (node.value === false || node.value === null);
}
