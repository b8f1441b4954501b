import type { PropertyDeclarations } from 'lit';
import type { Observable } from '../../shared/observable.ts';
import { Piece } from '../../shared/piece.ts';
import type { Samples } from '../model/samples.ts';
import type { Trainings } from '../model/trainings.ts';

/** A part of the view of trainings. */
export class TrainingPiece extends Piece {
  static override properties: PropertyDeclarations = { samples: { attribute: false } };

  declare samples: Samples;

  /** The trainings, and how they are shown. */
  get trainings(): Trainings {
    return this.samples.trainings;
  }

  protected override follows(): readonly Observable[] {
    return [this.samples, this.trainings];
  }
}
