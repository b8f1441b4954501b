/** sharp, locked down before it loads: the three loaders that the product needs, one thread, no cache. */
import { createRequire } from 'node:module';
import type sharpModule from 'sharp';

// An import would run before this line; libvips reads the variable as it starts.
process.env['VIPS_BLOCK_UNTRUSTED'] = '1';

/** The locked-down sharp. */
export const sharp = createRequire(import.meta.url)('sharp') as typeof sharpModule;

sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] });
