import { explainMissing } from './missing-operator.ts';
import { readUse } from './operator-use.ts';
import type { NamedItem, ProcessContext } from './process-context.ts';
import type { OperatorUse } from './recipe.ts';
import type { Reporter } from './reporter.ts';
import { describeNode, shown, type Node, type Span } from './source.ts';

/** Operators that one list may name; the longest published recipes have some dozens. */
const mostOperators = 1000;

/** Reads a list of operators in Data-Juicer's form; items with errors are reported and left out. */
export function readProcess(list: Node, context: ProcessContext): readonly OperatorUse[] {
  const { report, table, stage } = context;
  if (list.kind !== 'list') {
    report.error('wrong-type', `process: expected a list of operators, found ${describeNode(list)}.`, list);
    return [];
  }
  if (list.items.length > mostOperators) {
    const span = list.items[mostOperators]!;
    report.error('too-many-operators', `More than ${mostOperators} operators in one list.`, span);
    return [];
  }
  const seen = new Map<string, number>();
  const uses: OperatorUse[] = [];
  for (const item of list.items) {
    const named = nameItem(item, report);
    if (named === null) continue;
    const count = (seen.get(named.name) ?? 0) + 1;
    seen.set(named.name, count);
    const label = count === 1 ? named.name : `${named.name}#${count}`;
    context.places.mark(report.source, named.key, stage, label);
    const operator = table.get(named.name);
    const use = operator === undefined ? null : readUse(operator, label, named, context);
    if (operator === undefined) explainMissing(named, context);
    if (use !== null) uses.push(use);
  }
  return uses;
}

/** Says once which parameters had no effect. */
export function sayIgnored(ignored: ReadonlyMap<string, Span>, report: Reporter): void {
  const [first] = ignored.values();
  if (first === undefined) return;
  const names = [...ignored.keys()].join(', ');
  report.info('ignored', `Without effect here, since it steers Data-Juicer's engine: ${names}.`, first);
}

/** An item is a bare name, or a map of one name to its parameters. */
export function nameItem(item: Node, report: Reporter): NamedItem | null {
  if (item.kind === 'scalar' && typeof item.value === 'string')
    return { name: item.value, key: item, parameters: null };
  const [entry, second] = item.kind === 'map' ? item.entries.values() : [];
  if (entry === undefined) {
    report.error('wrong-type', `Expected an operator's name, found ${describeNode(item)}.`, item);
    return null;
  }
  if (second !== undefined) {
    const message = `${shown(second.name)} needs a list item ("- ") of its own: one operator each. Or indent it, if it is a parameter.`;
    report.error('one-operator-each', message, second.key);
    return null;
  }
  const { name, key, value } = entry;
  if (value.kind === 'map') return { name, key, parameters: value };
  if (value.kind === 'scalar' && value.value === null) return { name, key, parameters: null };
  report.error('wrong-type', `${shown(name)}: expected parameters, found ${describeNode(value)}.`, value);
  return null;
}
