import type { Problem } from '../../protocol/records.ts';
import { exitCodes } from '../../protocol/errors.ts';
import { operators } from '../operators/index.ts';
import type { Operator } from '../operators/operator.ts';
import { cleanStage } from './clean-stage.ts';
import { isConfig, readConfig } from './data-juicer-config.ts';
import { Places } from './places.ts';
import { readYaml } from './read-yaml.ts';
import { readRecipe } from './read-recipe.ts';
import type { Recipe, RecipeFiles } from './recipe.ts';
import { Reporter } from './reporter.ts';
import { SourceText, type MapNode } from './source.ts';
import { findTraps } from './traps.ts';
import { asMap } from './validate.ts';

/** What {@link parseRecipe} gives. */
export interface ParsedRecipe {
  /** Null when a problem is an error. */
  readonly recipe: Recipe | null;
  /** All problems at once, in the order of the text; warnings about traps included. */
  readonly problems: readonly Problem[];
  /** Where stages, operators and parameters stand. */
  readonly places: Places;
}

/**
 * Reads a recipe, or a plain Data-Juicer config, which is a recipe of one stage `clean`. Never throws for what the
 * text holds: every finding is a problem with line and column.
 */
export function parseRecipe(
  { text, file }: { readonly text: string; readonly file: string },
  files: RecipeFiles,
  table: readonly Operator[] = operators,
): ParsedRecipe {
  const report = new Reporter(new SourceText(text, file));
  const places = new Places();
  const byName = new Map(table.map((operator) => [operator.name, operator]));
  const root = readYaml(report);
  const map = root === null ? null : asMap(root, report, 'The recipe');
  let draft: Recipe | null = null;
  if (map !== null) {
    const context = { report, places, table: byName, files };
    draft = isConfig(map) ? readPlainConfig(map, context) : readRecipe(map, context);
  }
  if (draft !== null) findTraps(draft, places, report);
  const problems = report.problems.toSorted(byPlace(file));
  return { recipe: report.errors > 0 ? null : draft, problems, places };
}

/** The exit code that problems ask for: 9 when something is refused for safety, 2 for any other error, else 0. */
export function exitOf(problems: readonly Problem[]): number {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.some(({ code }) => code === 'refused')) return exitCodes.refused;
  return errors.length > 0 ? exitCodes.usage : exitCodes.done;
}

function readPlainConfig(
  map: MapNode,
  { report, places, table }: { report: Reporter; places: Places; table: ReadonlyMap<string, Operator> },
): Recipe {
  const stage = 'clean';
  places.mark(report.source, map.entries.get('process')?.key ?? map, stage);
  const reading = readConfig(map, { report, places, table, stage, kind: 'clean', ignored: new Map() });
  return { dataset: 'data.jsonl', seed: 0, errorBudget: 0.01, stages: [cleanStage(stage, 'survivors', reading)] };
}

/** The recipe's own problems first, each file's in the order of its text. */
function byPlace(own: string): (a: Problem, b: Problem) => number {
  return (a, b) =>
    Number(a.file !== own) - Number(b.file !== own) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0);
}
