import type { MapSpace, MapStep } from '../../../src/protocol/map.ts';
import { outcomeWord } from '../../shared/outcome.ts';
import { t } from '../../shared/words.ts';
import type { KeptMap, MarkName } from '../model/kept.ts';
import type { MapModel } from '../model/map.ts';

/** What embeddings are of. */
export function spaceWord({ of }: MapSpace): string {
  return of === 'text' ? t('Captions') : t('Pictures');
}

/** What is being done. */
export function stepWord(step: MapStep): string {
  switch (step) {
    case 'waiting':
      return t('Waiting');
    case 'reading':
      return t('Reading vectors');
    case 'neighbours':
      return t('Finding neighbours');
    case 'layout':
      return t('Laying out');
    case 'placing':
      return t('Placing the others');
  }
}

/** A group by what it is of. */
export function groupWord(model: MapModel, by: KeptMap['by'], name: string): string {
  if (by === 'cluster') return clusterWord(model, Number(name));
  if (by === 'outcome') return outcomeWord(name);
  if (by === 'tag') return name;
  return { source: t('from your file'), synthesized: t('synthesized'), selected: t('selected') }[name] ?? t('left out');
}

/** A cluster by its words, or by its number. */
export function clusterWord({ clusters }: MapModel, cluster: number): string {
  const label = clusters.find((each) => each.cluster === cluster)?.label ?? '';
  return label === '' ? t('Cluster {0}', cluster) : label;
}

/** A mark by what it means. */
export function markWord(name: MarkName): string {
  switch (name) {
    case 'nearest':
      return t('Nearest to their centre');
    case 'farthest':
      return t('Farthest from it');
    case 'between':
      return t('Between');
    case 'disagree':
      return t('Picture and caption disagree');
    case 'rare':
      return t('Rare pairs of clusters');
  }
}
