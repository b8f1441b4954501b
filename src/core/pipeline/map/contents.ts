/** What there is to map of a dataset. */
import type { MapContents } from '../../../protocol/map.ts';
import { countTags } from '../../store/state/tags.ts';
import { statisticsOf } from '../completed.ts';
import type { Flow } from '../flow.ts';
import type { Session } from '../session.ts';
import { lastSelection } from './selection.ts';
import { recipeOfRun, spacesOf } from './spaces.ts';

/** See {@link MapContents}. */
export function mapContents(session: Session, flow: Flow): MapContents {
  const stage = lastSelection(flow)?.name;
  const selected = recipeOfRun(session)?.stages.find(({ name }) => name === stage);
  const written = session.loaded?.recipe?.stages.filter(({ kind }) => kind === 'cluster') ?? [];
  return {
    spaces: spacesOf(session, flow).map(({ stage, of, model, vectors, dimensions }) => ({
      ...{ stage, of, model, points: vectors.rows, dimensions },
    })),
    rows: flow.rows,
    scores: statisticsOf(flow.completed),
    tags: countTags(session.state).map(({ tag }) => tag),
    selection: stage === undefined ? null : { stage, strategy: selected?.kind === 'select' ? selected.strategy : null },
    planned: written.at(0)?.name ?? null,
  };
}
