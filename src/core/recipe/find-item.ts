import { ProductError } from '../../protocol/errors.ts';
import { nameItem } from './process.ts';
import { readYaml } from './read-yaml.ts';
import { Reporter } from './reporter.ts';
import { SourceText, type MapNode, type Node, type Span } from './source.ts';

/** A parameter of an operator of a stage. */
export interface ParameterPlace {
  /** The stage's name; of no meaning in a plain Data-Juicer config, which is one stage. */
  readonly stage: string;
  /** The operator's label: its name, or `name#2` for the second of that name. */
  readonly operator: string;
  readonly parameter: string;
}

/** An operator in a recipe's text. */
export interface FoundItem {
  readonly root: Node;
  /** The item of the list: a bare name, or a map of one name. */
  readonly item: Node;
  readonly name: string;
  readonly key: Span;
  /** Null where none are written. */
  readonly parameters: MapNode | null;
}

/** Finds an operator in a recipe's text. Throws {@link ProductError} when it is not there. */
export function findItem(text: string, place: ParameterPlace): FoundItem {
  const report = new Reporter(new SourceText(text, 'recipe'));
  const root = readYaml(report);
  const [problem] = report.problems;
  if (root === null || problem !== undefined) {
    throw new ProductError('usage', problem?.message ?? 'The recipe cannot be read.', { safe: 'It is unchanged.' });
  }
  const list = child(root, 'process') ?? listOf(root, place);
  const seen = new Map<string, number>();
  for (const item of list?.kind === 'list' ? list.items : []) {
    const named = nameItem(item, report);
    if (named === null) continue;
    const count = (seen.get(named.name) ?? 0) + 1;
    seen.set(named.name, count);
    if (place.operator === (count === 1 ? named.name : `${named.name}#${count}`)) return { root, item, ...named };
  }
  throw new ProductError('usage', `The stage ${place.stage} has no operator ${place.operator}.`, {
    safe: 'The recipe is unchanged.',
  });
}

function listOf(root: Node, { stage }: ParameterPlace): Node | undefined {
  const stages = child(root, 'stages');
  const found = (stages?.kind === 'list' ? stages.items : []).find((item) => {
    const name = child(item, 'name');
    return name?.kind === 'scalar' && name.value === stage;
  });
  const body = found && (child(found, 'clean') ?? child(found, 'measure'));
  const config = body && child(body, 'config');
  if (config?.kind === 'scalar') {
    throw new ProductError('usage', `The operators of the stage ${stage} stand in ${String(config.value)}.`, {
      safe: 'The recipe is unchanged.',
      next: `Change ${String(config.value)}.`,
    });
  }
  return body && child(body, 'process');
}

function child(node: Node, name: string): Node | undefined {
  return node.kind === 'map' ? node.entries.get(name)?.value : undefined;
}
