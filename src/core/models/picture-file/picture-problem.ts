/** Why a picture cannot be measured: a reason for the report, not a bug. */
export class PictureProblem extends Error {}
