import type { Brush } from '../paint/brush.ts';
import type { Colour } from '../paint/colour.ts';

/** A kind of thing that scenes hold. */
export interface Kind {
  /** Its noun in captions. */
  readonly name: string;
  /** Where the plural is not the name with an s. */
  readonly plural?: string;
  readonly colours: readonly Colour[];
  /** Height of the drawing in a setting's unit, and half its width per height. */
  readonly height: number;
  readonly halfWidth: number;
  /** Height at which a small thing may rest on it, in its drawing's units. */
  readonly top?: number;
  /** Bears letters or figures: never mirrored. */
  readonly lettered?: boolean;
  /** Draws it with its foot at (0, 0), its top near y = 1, facing right. */
  draw(brush: Brush): void;
}

/** The colours that painted, sewn and moulded things come in. */
export const bright: readonly Colour[] = ['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink', 'white'];
