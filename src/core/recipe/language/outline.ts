/** The stages of a recipe's text, however unfinished, and where they stand. */
import type { OutlinedOperator, OutlinedStage, RecipeOutline } from '../../../protocol/recipe-language.ts';
import { isConfig } from '../data-juicer-config.ts';
import { readLoosely } from '../read-yaml.ts';
import { SourceText, type Entry, type MapNode, type Node } from '../source.ts';
import { kindOf } from './walk.ts';

/** The outline of a recipe, or of a plain Data-Juicer config, which is one stage. Nothing is known of any run. */
export function outlineOf(text: string): RecipeOutline {
  const source = new SourceText(text, '');
  const root = readLoosely(source);
  const map = root?.kind === 'map' ? root : null;
  const dataset = map?.entries.get('dataset')?.value;
  return {
    dataset: dataset?.kind === 'scalar' && typeof dataset.value === 'string' ? dataset.value : 'data.jsonl',
    stages: map === null ? [] : isConfig(map) ? outlineConfig(map, source) : outlineStages(map, source),
  };
}

function outlineConfig({ entries }: MapNode, source: SourceText): OutlinedStage[] {
  const process = entries.get('process');
  if (process === undefined) return [];
  const place = source.position(process.key.start);
  const operators = outlineOperators(process.value, source);
  return [{ name: 'clean', kind: 'clean', ...place, operators, parameters: [], last: null }];
}

function outlineStages({ entries }: MapNode, source: SourceText): OutlinedStage[] {
  const list = entries.get('stages')?.value;
  return (list?.kind === 'list' ? list.items : []).flatMap((item): OutlinedStage[] => {
    const kind = item.kind === 'map' ? kindOf(item) : null;
    if (item.kind !== 'map' || kind === null) return [];
    const name = item.entries.get('name')?.value;
    const body = item.entries.get(kind)!.value;
    const process = body.kind === 'map' ? body.entries.get('process') : undefined;
    const own = body.kind === 'map' ? [...body.entries.values()].filter((entry) => entry !== process) : [];
    return [
      {
        name: name?.kind === 'scalar' && name.value !== null ? String(name.value) : kind,
        kind,
        ...source.position(item.start),
        operators: process === undefined ? [] : outlineOperators(process.value, source),
        parameters: parametersOf(own, source),
        last: null,
      },
    ];
  });
}

function outlineOperators(list: Node, source: SourceText): OutlinedOperator[] {
  const seen = new Map<string, number>();
  return (list.kind === 'list' ? list.items : []).flatMap((item): OutlinedOperator[] => {
    const [entry] = item.kind === 'map' ? item.entries.values() : [];
    const name = entry?.name ?? (item.kind === 'scalar' && typeof item.value === 'string' ? item.value : null);
    if (name === null) return [];
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const own = entry?.value.kind === 'map' ? [...entry.value.entries.values()] : [];
    const label = count === 1 ? name : `${name}#${count}`;
    const place = source.position((entry?.key ?? item).start);
    return [{ label, ...place, parameters: parametersOf(own, source), last: null }];
  });
}

/** Longer values are cut: they are shown on one line. */
const longest = 80;

function parametersOf(entries: readonly Entry[], { text }: SourceText): OutlinedOperator['parameters'] {
  return entries.map(({ name, value }) => {
    const written = text.slice(value.start, value.end).replace(/\s+/g, ' ').trim();
    return { name, value: written.length > longest ? `${written.slice(0, longest - 1)}…` : written };
  });
}
