/** What the engine and a decoder process say to each other. */
import type { PictureReport, PictureRequest } from './picture-report.ts';

/** To a decoder: measure this picture. */
export type DecoderQuestion = PictureRequest;

/** From a decoder: it has loaded its code, or a picture is measured. Answers come in the order of the questions. */
export type DecoderMessage = 'ready' | PictureReport;

/** The exit code of a decoder that found itself above its memory limit. */
export const tooMuchMemory = 75;
