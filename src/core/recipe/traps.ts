import type { Problem } from '../../protocol/records.ts';
import { shownKeys } from './order.ts';
import type { Places } from './places.ts';
import type { CleanStage, OperatorUse, Recipe, Stage } from './recipe.ts';
import type { Reporter } from './reporter.ts';

/** Filters that are there to keep something out: one clean picture must not excuse the others. */
const safetyFilters: ReadonlySet<string> = new Set(['image_nsfw_filter', 'image_watermark_filter']);

/** Something in a recipe that is valid but seldom what its author means. */
interface Trap {
  readonly code: string;
  readonly message: string;
  /** A remark about work that could be spared; else a warning. */
  readonly remark?: true;
  /** The parameter that springs it; empty for the operator itself. */
  readonly parameter: string;
  /** What to write instead of the parameter's value. */
  readonly fix?: string;
}

/** Reports what is valid and yet probably not meant, from the recipe alone. */
export function findTraps(recipe: Recipe, places: Places, report: Reporter): void {
  for (const stage of operatorStages(recipe)) {
    if (stage.tokens?.eoc === '') {
      const message =
        'An empty end token makes the whole text one chunk; Data-Juicer 1.6.1 fails on it and drops every sample.';
      tell({ code: 'empty-end-token', message, parameter: 'eoc_special_token', fix: "'<|__dj__eoc|>'" }, stage);
    }
    stage.process.forEach((use, index) => {
      const traps = [
        anyOnSafety(use),
        sizeWithDot(use),
        ...rangeTraps(use),
        staleStatistic(use, index, stage),
        unsparedModel(use, index, stage),
      ];
      for (const trap of traps) if (trap !== null) tell(trap, stage, use);
    });
  }
  recipe.stages.forEach((stage, index) => {
    const trap = unfilteredCaptions(stage, recipe.stages.slice(index + 1));
    if (trap !== null) tell(trap, stage);
  });

  function tell({ code, message, parameter, fix, remark }: Trap, stage: Stage, use?: OperatorUse): void {
    const label = use?.label ?? '';
    const { source, span } = places.marked(stage.name, label, parameter);
    const fixable = places.spelled(stage.name, label, parameter) ? fix : undefined;
    if (remark) report.for(source).info(code, message, span);
    else report.for(source).warning(code, message, span, fixable);
  }
}

/** What {@link findTokenTraps} knows of the dataset. */
export interface DatasetFacts {
  /** The image tokens that its texts hold: `<__dj__image>`, `<image>`. */
  readonly tokensSeen: readonly string[];
}

/** Finds stages whose image token is not the one in the data: they would see no picture at all. */
export function findTokenTraps(recipe: Recipe, places: Places, { tokensSeen }: DatasetFacts): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { name, tokens } of operatorStages(recipe)) {
    if (tokens === null || tokensSeen.length === 0 || tokensSeen.includes(tokens.image)) continue;
    const place = places.find(name, '', 'image_special_token');
    const message = `No text holds the image token ${tokens.image}, but ${tokensSeen.join(' and ')}: the stage finds no pictures in the texts, and its image–text filters keep every sample.`;
    const [seen] = tokensSeen;
    const fixable = tokensSeen.length === 1 && places.spelled(name, '', 'image_special_token');
    const fix = fixable ? { fix: `'${seen}'` } : {};
    problems.push({ severity: 'warning', code: 'token-mismatch', message, ...place, ...fix });
  }
  return problems;
}

function operatorStages(recipe: Recipe): readonly CleanStage[] {
  return recipe.stages.filter((stage): stage is CleanStage => stage.kind === 'clean' || stage.kind === 'measure');
}

function anyOnSafety({ operator, parameters }: OperatorUse): Trap | null {
  if (!safetyFilters.has(operator.name) || parameters['any_or_all'] !== 'any') return null;
  const message = `With any_or_all: any, one harmless picture keeps a sample whose other pictures fail ${operator.name}.`;
  return { code: 'any-on-safety-filter', message, parameter: 'any_or_all', fix: 'all' };
}

const lowerUnits: Readonly<Record<string, string>> = { kb: '', mb: 'KB', gb: 'MB', tb: 'GB' };

/** Data-Juicer reads only the digits of a size. */
function sizeWithDot({ operator, parameters }: OperatorUse): Trap | null {
  if (operator.name !== 'image_size_filter') return null;
  for (const parameter of ['min_size', 'max_size']) {
    const size = parameters[parameter];
    if (typeof size !== 'string') continue;
    const [, whole, unit] = /^\s*(\d*\.\d+)\s*([a-z]*)\s*$/i.exec(size) ?? [];
    if (whole === undefined || unit === undefined) continue;
    const message = `Data-Juicer ignores the dot: "${size}" means ${whole.replace('.', '').replace(/^0+(?=\d)/, '')}${unit}.`;
    const lower = lowerUnits[unit.toLowerCase().replace('ib', 'b')];
    const value = Number(whole) * 1024;
    const fix = lower !== undefined && Number.isInteger(value) ? { fix: `"${value}${lower}"` } : {};
    return { code: 'size-with-dot', message, parameter, ...fix };
  }
  return null;
}

function rangeTraps({ operator, parameters, statistics, closed, reversed }: OperatorUse): readonly (Trap | null)[] {
  if (operator.kind !== 'filter') return [];
  if (reversed) {
    const kept = [closed.min, closed.max].every(Boolean)
      ? 'keeps the end points too'
      : 'keeps the end points of closed sides';
    const message = `reversed_range keeps what lies outside the range, and ${kept}, although Data-Juicer's help says otherwise.`;
    return [{ code: 'reversed-range', message, parameter: 'reversed_range' }];
  }
  return operator.statistics.map(({ min, max }) => {
    if (min === undefined || max === undefined || (closed.min && closed.max)) return null;
    if (min in statistics || max in statistics || parameters[min] !== parameters[max]) return null;
    const message = `${min} equals ${max} and a side of the range is open, so no value can be kept.`;
    return { code: 'empty-range', message, parameter: min };
  });
}

/** Data-Juicer computes a stats key once per row and never again. */
function staleStatistic(use: OperatorUse, index: number, stage: CleanStage): Trap | null {
  const keys = shownKeys(use);
  const earlier = stage.process.slice(0, index);
  const first = earlier.find((other) => shownKeys(other).some((key) => keys.includes(key)));
  if (first === undefined || first.operator.kind !== 'filter') return null;
  const key = keys.find((name) => shownKeys(first).includes(name))!;
  const mapper = earlier.slice(earlier.indexOf(first)).find(({ operator }) => operator.kind === 'mapper');
  const changed = first.operator.measurePicture === undefined && mapper !== undefined;
  const other = first.operator.measuredBy.some((name) => !same(first.parameters[name], use.parameters[name]));
  if (!changed && !other) return null;
  const since = changed ? `before ${mapper.label} changed the text` : 'with other parameters';
  const message = `Here ${key} is measured anew; Data-Juicer would reuse what ${first.label} measured ${since}.`;
  return { code: 'stale-statistic', message, parameter: '' };
}

/** A selector decides when all rows are measured, so a model behind it in one stage has scored them all by then. */
function unsparedModel(use: OperatorUse, index: number, stage: CleanStage): Trap | null {
  if (use.operator.kind !== 'filter' || use.operator.askModel === undefined) return null;
  const selector = stage.process.slice(0, index).find(({ operator }) => operator.kind === 'selector');
  if (selector === undefined || stage.score === 'all') return null;
  const message = `${use.label} scores samples that ${selector.label} leaves out, too: put it into a stage of its own, behind this one.`;
  return { code: 'unspared-model', message, parameter: '', remark: true };
}

const users: ReadonlySet<string> = new Set(['select', 'train', 'export']);

/** What a model writes may be untrue of its picture, as what people wrote may be. */
function unfilteredCaptions({ kind }: Stage, behind: readonly Stage[]): Trap | null {
  if (kind !== 'synthesize') return null;
  const next = behind.find((stage) => stage.kind === 'clean' || users.has(stage.kind));
  if (next === undefined || next.kind === 'clean') return null;
  const message = `No clean stage looks at the captions of this stage before ${next.name} takes them: put one between, with the filters that the originals had to pass.`;
  return { code: 'unfiltered-captions', message, parameter: '' };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
