import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { PictureProblem } from '../../../src/core/models/decode.ts';
import { cutPng, open, pictures } from './pictures.ts';

describe("a picture has the size and the pixels of Data-Juicer's load_image", () => {
  for (const { file, error, bytes, width, height, rgb, first } of pictures) {
    if (error !== undefined || file === cutPng) {
      it(`${file} is refused`, () => assert.rejects(open(file, 'pixels'), PictureProblem));
      continue;
    }
    it(file, async () => {
      const header = await open(file, 'header');
      assert.deepEqual([header.bytes, header.width, header.height], [bytes, width, height], 'by its header');
      const picture = await open(file, 'pixels');
      assert.deepEqual([picture.width, picture.height], [width, height]);
      const { data, channels } = await picture.rgb();
      assert.equal(channels, 3);
      assert.equal(Buffer.from(data.subarray(0, 12)).toString('hex'), first, 'the first pixels');
      assert.equal(createHash('sha256').update(data).digest('hex'), rgb, 'all pixels');
    });
  }
});
