/** The decoder process: untrusted pictures are decoded here, where a crash takes nothing with it. */
import { serveDecoder } from './decoder-serve.ts';
import { measurePicture } from './measure-picture.ts';

serveDecoder(measurePicture);
