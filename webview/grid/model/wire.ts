import type { GridEvents, GridMethods, GridTells } from '../../../src/protocol/views.ts';
import type { Host } from '../../shared/host.ts';

/** The grid's host half. */
export type GridHost = Host<GridMethods, GridTells, GridEvents>;
