import type { PropertyDeclarations } from 'lit';
import type { Observable } from '../../shared/observable.ts';
import { Piece } from '../../shared/piece.ts';
import type { MapModel } from '../model/map.ts';

/** A part of the map's page. */
export class MapPart extends Piece {
  static override properties: PropertyDeclarations = { model: { attribute: false } };
  declare model: MapModel;

  protected override follows(): readonly Observable[] {
    return [this.model];
  }
}
