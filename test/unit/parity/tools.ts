import type { Tools } from '../../../src/core/operators/operator.ts';
import { compile } from '../../../src/core/operators/shared/pattern.ts';

/** What the product hands to operators. */
export const tools: Tools = { compile };
