import * as z from 'zod/mini';
import type { MapColoring, MapMethods } from '../../../protocol/map.ts';
import { name, nothing, whole } from '../../pages/asks.ts';

/** So many points of a map are in a piece at most: a frame of the engine has at most 4 MB. */
const pointsAtOnce = 250_000;

const map = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const count = whole.check(z.maximum(pointsAtOnce));
const coloring = z.union([
  z.enum(['outcome', 'selected', 'origin', 'tag']),
  z.templateLiteral([z.enum(['cluster', 'score']), ':', name]),
]) satisfies z.ZodMiniType<MapColoring>;

/** The shapes of the questions about embeddings in two dimensions. */
export const mapAsks = {
  'map/open': nothing,
  'map/make': z.strictObject({ stage: name, method: z.enum(['pca', 'umap']) }),
  'map/stop': nothing,
  'map/points': z.strictObject({ map, from: whole, count }),
  'map/colors': z.strictObject({ map, by: coloring, from: whole, count }),
  'map/clusters': z.strictObject({ stage: name, score: z.nullable(name) }),
  'map/marks': nothing,
  'map/near': z.strictObject({ stage: name, row: whole }),
  'map/disagree': z.strictObject({ stages: z.array(name).check(z.length(2)) }),
  'map/rare-pairs': z.strictObject({ stages: z.array(name).check(z.length(2)) }),
} satisfies { readonly [M in keyof MapMethods]: z.ZodMiniType<MapMethods[M]['ask']> };
