import type { z } from 'zod';
import type { Filter, Operator } from '../operators/operator.ts';
import { engineParameters, fieldParameters, intervalParameters } from './common-parameters.ts';
import { oldSpellings, type OldSpelling } from './old-spellings.ts';
import type { NamedItem, ProcessContext } from './process-context.ts';
import type { OperatorUse, StatisticThreshold } from './recipe.ts';
import type { Reporter } from './reporter.ts';
import { describeNode, plain, type Entry, type MapNode, type Node, type Span } from './source.ts';
import { boundNames, checkBounds, readStatistic } from './thresholds.ts';
import { isUnsafeName } from './unsafe.ts';
import { parseValues, reportUnknown } from './validate.ts';

/** What an operator is given, sorted by who understands it. */
interface Given {
  /** Values for the operator's own schema. */
  readonly own: Record<string, unknown>;
  readonly statistics: Record<string, StatisticThreshold>;
  readonly intervals: Record<keyof typeof intervalParameters, boolean>;
  /** The nodes of own parameters, statistics included. */
  readonly nodes: Map<string, Node>;
}

/** Reads one operator's parameters. Null after an error, which is reported at its place. */
export function readUse(
  operator: Operator,
  label: string,
  item: NamedItem,
  context: ProcessContext,
): OperatorUse | null {
  const { report, kind } = context;
  if (kind === 'measure' && (operator.kind === 'deduplicator' || operator.kind === 'selector')) {
    report.error('drops-in-measure', `${operator.name} drops samples; a measure stage only measures.`, item.key);
    return null;
  }
  const before = report.errors;
  const map = respell(operator.name, item.parameters, context);
  const given = sort(operator, map, label, context);
  const schema = operator.parameters as z.ZodObject;
  const parameters = parseValues(schema, given.own, map, report, operator.name, item.key);
  if (parameters === null) return null;
  const { min_closed_interval: min, max_closed_interval: max, reversed_range: reversed } = given.intervals;
  const { statistics } = given;
  if (operator.kind === 'filter') {
    checkBounds(operator, { parameters, statistics, reversed }, given.nodes, report, item.key);
  }
  if (report.errors > before) return null;
  return { label, operator, parameters, statistics, closed: { min, max }, reversed };
}

/** Gives parameters their present names. */
function respell(operator: string, map: MapNode | null, { report }: ProcessContext): MapNode | null {
  if (map === null) return null;
  const entries = new Map(map.entries);
  for (const entry of map.entries.values()) {
    const old = oldSpellings.get(`${operator}.${entry.name}`);
    if (old === undefined) continue;
    const { parameter, implies } = old;
    if (entries.has(parameter)) {
      report.error(
        'duplicate-key',
        `"${entry.name}" is the old name of "${parameter}", which stands here too.`,
        entry.key,
      );
    }
    const strict = implies['max_closed_interval'] === false ? ' with max_closed_interval: false' : '';
    const message = `"${entry.name}" is now called "${parameter}"; read as that${strict}.`;
    report.info('old-spelling', message, entry.key, respelled(old, map, entry.key, report));
    entries.delete(entry.name);
    entries.set(parameter, { ...entry, name: parameter });
    for (const [name, value] of Object.entries(implies)) {
      entries.set(name, { ...entry, name, value: { ...entry.key, kind: 'scalar', value } });
    }
  }
  return { ...map, entries };
}

/** The present name, with what the old one implied before it; undefined where that stands there already. */
function respelled({ parameter, implies }: OldSpelling, map: MapNode, key: Span, report: Reporter): string | undefined {
  if ([parameter, ...Object.keys(implies)].some((name) => map.entries.has(name))) return undefined;
  const indentation = ' '.repeat(report.source.position(key.start).column - 1);
  const next = map.flow ? ', ' : `\n${indentation}`;
  return [...Object.entries(implies).map(([name, value]) => `${name}: ${value}`), parameter].join(next);
}

function sort(operator: Operator, map: MapNode | null, label: string, context: ProcessContext): Given {
  const given: Given = { own: {}, statistics: {}, intervals: { ...intervalParameters }, nodes: new Map() };
  const shape = Object.keys(operator.parameters.shape);
  for (const entry of map?.entries.values() ?? []) {
    if (isUnsafeName(entry.name)) continue;
    if (shape.includes(entry.name)) takeOwn(operator, entry, label, given, context);
    else takeCommon(operator, entry, label, given, context);
  }
  return given;
}

function takeOwn(operator: Operator, entry: Entry, label: string, given: Given, context: ProcessContext): void {
  const { name, key, value } = entry;
  const { report, places, stage, kind } = context;
  places.mark(report.source, value, stage, label, name);
  const bounds = operator.kind === 'filter' && boundNames(operator).has(name);
  if (bounds && kind === 'measure') {
    report.warning('threshold-ignored', `${name} has no effect: a measure stage drops nothing.`, key);
    return;
  }
  given.nodes.set(name, value);
  if (value.kind !== 'map') {
    given.own[name] = bounds ? within(plain(value)) : plain(value);
  } else if (bounds) {
    const statistic = readStatistic(value, report, `${operator.name}.${name}`, value);
    if (statistic !== null) given.statistics[name] = statistic;
  } else if (
    operator.kind === 'filter' &&
    ['percentile', 'mean', 'sigma', 'keep'].some((form) => value.entries.has(form))
  ) {
    const allowed = [...boundNames(operator as Filter<unknown>)].join(', ');
    const remedy = allowed === '' ? '' : ` Only these can: ${allowed}.`;
    report.error('statistic-not-allowed', `${operator.name}.${name} cannot be a statistic.${remedy}`, value);
  } else {
    given.own[name] = plain(value);
  }
}

function takeCommon(operator: Operator, entry: Entry, label: string, given: Given, context: ProcessContext): void {
  const { name, key, value } = entry;
  const { report, places, stage, ignored } = context;
  const filter = operator.kind === 'filter';
  if (filter && Object.hasOwn(intervalParameters, name)) {
    places.mark(report.source, value, stage, label, name);
    if (value.kind === 'scalar' && typeof value.value === 'boolean') {
      given.intervals[name as keyof typeof intervalParameters] = value.value;
    } else {
      const message = `${operator.name}.${name}: expected true or false, found ${describeNode(value)}.`;
      report.error('wrong-type', message, value);
    }
  } else if (Object.hasOwn(fieldParameters, name)) {
    checkField(entry, context);
  } else if (engineParameters.has(name)) {
    if (!ignored.has(name)) ignored.set(name, key);
  } else {
    const known = [...Object.keys(operator.parameters.shape), ...(filter ? Object.keys(intervalParameters) : [])];
    reportUnknown(report, 'unknown-parameter', `${operator.name}: the parameter`, name, known, key);
  }
}

/** Text and pictures are read from Data-Juicer's default fields only. */
export function checkField({ name, value }: Entry, { report }: Pick<ProcessContext, 'report'>): void {
  const expected = fieldParameters[name]!;
  if (value.kind === 'scalar' && value.value === expected) return;
  report.error('not-in-this-version', `Only ${name}: ${expected} is in this version.`, value, expected);
}

/** Bounds beyond the whole numbers of a double (Python's `sys.maxsize`, infinity) are open. */
function within(value: unknown): unknown {
  if (typeof value !== 'number' || Number.isNaN(value)) return value;
  return Math.min(Math.max(value, -Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
}
