import * as z from 'zod/mini';
import { name, nothing } from '../../pages/asks.ts';

/** The shapes of the questions about two runs or stages. */
export const compareAsks = { 'compare/stages': nothing, 'compare/open': z.strictObject({ a: name, b: name }) };
