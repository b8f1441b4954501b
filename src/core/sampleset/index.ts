export { drawSampleSet, type DrawnSet, type SetTools } from './writer.ts';
export { evaluate, type KindRow, type SampleOutcome } from './evaluate.ts';
export type { Defect, Truth, TruthEntry, TruthKind } from './truth.ts';
