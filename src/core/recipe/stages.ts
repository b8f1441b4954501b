import { stageKinds, type StageKind } from '../../protocol/records.ts';
import { readClean, readMeasure } from './clean-stage.ts';
import type { RecipeContext } from './recipe-context.ts';
import type { Stage } from './recipe.ts';
import { readCluster, readExport, readSelect } from './row-stages.ts';
import type { Reporter } from './reporter.ts';
import { describeNode, shown, type Entry, type MapNode, type Node } from './source.ts';
import { readTrain } from './train-stage.ts';
import { readSynthesize } from './synthesize-stage.ts';
import { asMap, checkKeys } from './validate.ts';

/** Reads what stands under a stage's kind. Null after an error. */
export type StageReader = (name: string, kind: Entry, map: MapNode, context: RecipeContext) => Stage | null;

/** Kinds that this version runs. */
const readers: Readonly<Partial<Record<StageKind, StageReader>>> = {
  measure: readMeasure,
  clean: readClean,
  cluster: readCluster,
  synthesize: readSynthesize,
  select: readSelect,
  train: readTrain,
  export: readExport,
};

/** Reads one stage: its name and exactly one kind. Null after an error. */
export function readStage(item: Node, names: Set<string>, context: RecipeContext): Stage | null {
  const { report, places } = context;
  const map = asMap(item, report, 'A stage');
  if (map === null) return null;
  checkKeys(map, ['name', ...stageKinds], report, 'a stage');
  const name = readName(map, names, report);
  const kind = readKind(map, report);
  if (kind === null) return null;
  const reader = readers[kind.name as StageKind];
  if (reader === undefined) {
    report.error('not-in-this-version', `${kind.name} is not in this version.`, kind.key);
    return null;
  }
  const body = asMap(kind.value, report, kind.name);
  if (body === null) return null;
  places.mark(report.source, map.entries.get('name')?.value ?? kind.key, name ?? '');
  for (const entry of body.entries.values()) places.mark(report.source, entry.value, name ?? '', '', entry.name);
  const stage = reader(name ?? '', kind, body, context);
  return name === null ? null : stage;
}

function readName(map: MapNode, names: Set<string>, report: Reporter): string | null {
  const node = map.entries.get('name')?.value;
  if (node === undefined) {
    report.error('missing', 'This stage has no name.', { start: map.start, end: map.start });
    return null;
  }
  const name = node.kind === 'scalar' ? node.value : null;
  if (typeof name !== 'string' || !/^[a-z0-9-]{1,64}$/.test(name)) {
    const rule = 'a name has 1 to 64 of a-z, 0-9 and -';
    report.error('wrong-value', `name: ${rule}, found ${describeNode(node)}.`, node, nameLike(name, names));
    return null;
  }
  if (names.has(name)) {
    report.error('duplicate-stage', `Two stages are named ${shown(name)}.`, node);
    return null;
  }
  names.add(name);
  return name;
}

/** The name that a stage can have and that reads as what was written, if nobody has it. */
function nameLike(written: unknown, names: ReadonlySet<string>): string | undefined {
  const dashed = typeof written === 'string' ? written.toLowerCase().replace(/[^a-z0-9]+/g, '-') : '';
  const name = dashed.replace(/^-+|-+$/g, '').slice(0, 64);
  return name === '' || names.has(name) ? undefined : name;
}

function readKind(map: MapNode, report: Reporter): Entry | null {
  const [kind, second] = [...map.entries.values()].filter(({ name }) => stageKinds.some((known) => known === name));
  if (kind === undefined) {
    const message = `This stage has no kind: one of ${stageKinds.join(', ')}.`;
    report.error('missing', message, map.entries.get('name')?.key ?? { start: map.start, end: map.start });
    return null;
  }
  if (second === undefined) return kind;
  report.error('several-kinds', `A stage has one kind: ${second.name} needs a stage of its own.`, second.key);
  return null;
}
