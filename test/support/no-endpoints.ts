import { ProductError } from '../../src/protocol/errors.ts';

/** A host without captioning endpoints. */
export function noEndpoints(profile: string): never {
  throw new ProductError('usage', `There is no profile ${profile}.`);
}
