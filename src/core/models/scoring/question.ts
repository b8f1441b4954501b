/** What can be asked of a scorer. */
import type { Raster } from '../../../base/raster.ts';
import type { ModelTask } from '../../operators/operator.ts';
import type { ModelFolder } from '../model-folder.ts';
import type { PictureInput } from '../picture-report.ts';

/** A model with what it is asked. */
export interface ScoreUse {
  readonly task: ModelTask;
  readonly model: ModelFolder;
  readonly flips: PictureInput['flips'];
}

/** One picture of a question. */
export interface ScorePicture {
  /** Of its content: the same key, the same picture. */
  readonly key: string;
  /** What the decoder made of it for an input; called only where the features are not at hand. */
  raster(input: number): Raster | Promise<Raster>;
}

/** One question. */
export interface ScoreItem {
  /** 1; 2 for picture-similarity. */
  readonly pictures: readonly ScorePicture[];
  /** '' where none is asked for. */
  readonly text: string;
}
