import { Piece } from '../../shared/piece.ts';
import type { Grid } from '../model/grid.ts';

/** A part of the grid's page. */
export class Part extends Piece {
  static override properties = { grid: { attribute: false } };
  declare grid: Grid;
}
