import { z } from 'zod';
import { canonicalJson, canonicalUse } from './canonical.ts';
import { readConfig, type ConfigReading } from './data-juicer-config.ts';
import { insideFolder } from './inside.ts';
import { readProcess, sayIgnored } from './process.ts';
import type { ProcessContext } from './process-context.ts';
import type { RecipeContext } from './recipe-context.ts';
import { readYaml } from './read-yaml.ts';
import type { CleanStage } from './recipe.ts';
import { SourceText, shown, type Entry, type MapNode } from './source.ts';
import { asMap, readObject } from './validate.ts';

const scores = z.enum(['survivors', 'all']).default('survivors').describe('which rows models score');
const processList = z.unknown().optional().describe("operators in order, in Data-Juicer's form");
const configPath = z.string().min(1).optional().describe('a Data-Juicer config in the folder of the recipe');

/** Parameters of `clean`: its operators, or a Data-Juicer config that lists them. */
export const cleanSchema = z.strictObject({ score: scores, process: processList, config: configPath });

/** Parameters of `measure`. */
export const measureSchema = z.strictObject({ process: processList });

/** Puts together a stage of operators. */
export function cleanStage(
  name: string,
  score: CleanStage['score'],
  reading: ConfigReading,
  kind: CleanStage['kind'] = 'clean',
): CleanStage {
  const { process, tokens } = reading;
  const canonical = canonicalJson({ score, tokens, process: process.map(canonicalUse) });
  return { name, kind, score, process, tokens, canonical };
}

/** Reads a `clean` stage. */
export function readClean(name: string, kind: Entry, map: MapNode, context: RecipeContext): CleanStage | null {
  const { report } = context;
  const values = readObject(cleanSchema, map, report, 'clean', kind.key);
  const [process, config] = [map.entries.get('process'), map.entries.get('config')];
  if (process !== undefined && config !== undefined) {
    report.error('several-lists', 'clean has either process or config.', config.key);
    return null;
  }
  if (process === undefined && config === undefined) {
    report.error('missing', 'clean: "process" is missing.', kind.key);
    return null;
  }
  const reading = process === undefined ? readFile(name, config!, context) : readList(name, 'clean', process, context);
  return values === null || reading === null ? null : cleanStage(name, values.score, reading);
}

/** Reads a `measure` stage: the same operators, no thresholds. */
export function readMeasure(name: string, kind: Entry, map: MapNode, context: RecipeContext): CleanStage | null {
  const values = readObject(measureSchema, map, context.report, 'measure', kind.key);
  const process = map.entries.get('process');
  if (process === undefined) {
    context.report.error('missing', 'measure: "process" is missing.', kind.key);
    return null;
  }
  const reading = readList(name, 'measure', process, context);
  return values === null ? null : cleanStage(name, 'all', reading, 'measure');
}

function readList(stage: string, kind: CleanStage['kind'], list: Entry, context: RecipeContext): ConfigReading {
  const process: ProcessContext = { ...context, stage, kind, ignored: new Map() };
  const uses = readProcess(list.value, process);
  sayIgnored(process.ignored, context.report);
  return { process: uses, tokens: null };
}

/** Reads the Data-Juicer config that a stage names; its problems carry its own file name. */
function readFile(stage: string, { value }: Entry, context: RecipeContext): ConfigReading | null {
  const { report, files } = context;
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return null;
  const path = insideFolder(value.value);
  if (path === null) {
    report.error('path-outside', 'config: a file inside the folder of the recipe is expected.', value);
    return null;
  }
  const text = files.read(path);
  if (text === null) {
    report.error('file-not-found', `config: the file ${shown(path)} cannot be read.`, value);
    return null;
  }
  const folder = report.source.file.replace(/[^/\\]*$/, '');
  const own = report.for(new SourceText(text, folder + path));
  const root = readYaml(own);
  const map = root === null ? null : asMap(root, own, 'A Data-Juicer config');
  if (map === null) return null;
  return readConfig(map, { ...context, report: own, stage, kind: 'clean', ignored: new Map() });
}
