import type { Drawing, EncodeOptions } from '../../base/encoder.ts';

/** Encodes a picture as JPEG, PNG or WebP; the same pixels and options give the same bytes. */
export async function encode(
  drawing: Drawing,
  { format, quality, exifOrientation }: EncodeOptions,
): Promise<Uint8Array> {
  // Loaded when it is used: few commands draw, and all would start slower.
  const { default: sharp } = await import('sharp');
  const { width, height, channels, data } = drawing;
  const image = sharp(data, { raw: { width, height, channels } });
  const tagged = exifOrientation === undefined ? image : image.withMetadata({ orientation: exifOrientation });
  const encoded = format === 'png' ? tagged.png({ compressionLevel: 9 }) : tagged.toFormat(format, { quality });
  return encoded.toBuffer();
}
