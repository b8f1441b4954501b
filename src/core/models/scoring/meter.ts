/** What a model was given to do. */
export interface ModelCounts {
  /** The model's reference. */
  readonly model: string;
  /** Pictures that went through its tower; none for a head on another model's features. */
  readonly pictures: number;
  /** Texts that were embedded. */
  readonly texts: number;
  /** Pairs of picture and text that it looked at together. */
  readonly pairs: number;
  /** Time in its graphs, and in making what they are fed with. */
  readonly seconds: number;
}

/** Counts of one model that grow. */
export class Meter implements ModelCounts {
  readonly model: string;
  pictures = 0;
  texts = 0;
  pairs = 0;
  seconds = 0;

  constructor(model: string) {
    this.model = model;
  }

  /** Does some work of the model, and adds its time. */
  async time<T>(work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    try {
      return await work();
    } finally {
      this.seconds += (performance.now() - began) / 1000;
    }
  }
}
