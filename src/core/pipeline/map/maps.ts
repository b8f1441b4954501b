/** The maps of one dataset: made, stored, and the last ones held. */
import { ProductError } from '../../../protocol/errors.ts';
import type { MapMethod } from '../../../protocol/map.ts';
import type { Turn } from '../people/shown-captions.ts';
import { keyOfShared, shareNeighbours, storedShared, storeShared, type SharedNeighbours } from './disagreeing.ts';
import { Jobs, type Progress } from './jobs.ts';
import { keyOfMap, makeMap, storedMap, storeMap, type PlacedRows } from './make-map.ts';
import type { Space } from './spaces.ts';

/** So many are held: two spaces, each laid out in two ways. */
const most = 4;

/** How far a map is; `untrusted`: it is not stored, and nothing may be computed. */
export type MapProgress<T> = Progress<T> | { readonly state: 'untrusted' };

/** See the top of the file. */
export class Maps {
  readonly #turn: Turn;
  readonly #restricted: boolean;
  readonly #jobs = new Jobs();
  readonly #held = new Map<string, PlacedRows>();

  /** @param restricted only what is stored is told */
  constructor(turn: Turn, restricted: boolean) {
    this.#turn = turn;
    this.#restricted = restricted;
  }

  /** A map, or how far it is. @throws ProductError `damaged` */
  async make(space: Space, method: MapMethod): Promise<MapProgress<PlacedRows>> {
    const key = keyOfMap(space, method);
    const known = this.#held.get(key) ?? (await storedMap(await this.#cache(), key));
    if (known !== null) return { state: 'made', made: this.#hold(known) };
    if (this.#restricted) return { state: 'untrusted' };
    return this.#jobs.ask(key, method === 'umap', async (signal, progress) => {
      const made = await makeMap(this.#turn, space, method, signal, progress);
      await storeMap(await this.#cache(), made).catch(withoutDisk);
      return this.#hold(made);
    });
  }

  /** A map that was made. @throws ProductError `usage` where it is gone */
  async get(key: string): Promise<PlacedRows> {
    const known =
      this.#held.get(key) ?? (/^[0-9a-f]{64}$/.test(key) ? await storedMap(await this.#cache(), key) : null);
    if (known === null) throw new ProductError('usage', 'This map is not stored any more; it is made anew.');
    return this.#hold(known);
  }

  /** How much of their neighbourhoods samples share in two spaces, or how far that is. @throws ProductError `damaged` */
  async share(one: Space, other: Space): Promise<MapProgress<SharedNeighbours>> {
    const key = keyOfShared(one, other);
    const known = await storedShared(await this.#cache(), key);
    if (known !== null) return { state: 'made', made: known };
    if (this.#restricted) return { state: 'untrusted' };
    return this.#jobs.ask(key, true, async (signal, progress) => {
      const made = await shareNeighbours(this.#turn, [one, other], signal, progress);
      await storeShared(await this.#cache(), made).catch(withoutDisk);
      return made;
    });
  }

  /** Ends all that is being made. */
  stop(): void {
    this.#jobs.stop();
  }

  #cache(): Promise<string> {
    return this.#turn(({ layout }) => Promise.resolve(layout.cache));
  }

  #hold(map: PlacedRows): PlacedRows {
    this.#held.delete(map.key);
    this.#held.set(map.key, map);
    const [oldest] = this.#held.keys();
    if (this.#held.size > most) this.#held.delete(oldest!);
    return map;
  }
}

/** What cannot be stored is shown all the same, and made again another time. */
function withoutDisk(error: unknown): void {
  if (!(error instanceof ProductError && error.kind === 'disk')) throw error;
}
