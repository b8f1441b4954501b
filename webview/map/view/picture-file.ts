import type { MadeFile } from '../../../src/protocol/panels.ts';
import type { Colors } from '../../shared/colors.ts';

/** Canvases one over the other on the theme's paper, as a PNG. */
export async function pictureFile(
  canvases: readonly HTMLCanvasElement[],
  { paper }: Colors,
  name: string,
): Promise<MadeFile> {
  const [first] = canvases;
  const canvas = new OffscreenCanvas(Math.max(1, first!.width), Math.max(1, first!.height));
  const context = canvas.getContext('2d')!;
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const each of canvases) context.drawImage(each, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return { name, content: { base64: btoa(text) } };
}
