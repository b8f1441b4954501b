/** Where a training is written down. */
export interface TrainingPlace {
  /** The folder of this run's stage. */
  readonly folder: string;
  /** Where files lie until they are whole: what a kill leaves of them is swept up there. */
  readonly workshop: string;
  /** It, and those of earlier runs of the same stage that did not end; the newest first. */
  readonly folders: readonly string[];
  /** Digest of all that the training depends on. */
  readonly digest: string;
}
