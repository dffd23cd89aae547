import sharp from 'sharp';
import { refuseDamaged, refuseFile } from '../../domain/files/bytes.ts';

// Nothing is read but the three forms that are taken: the others' readers stay shut.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
sharp.cache(false);

/** More than a phone's camera makes; a picture that unpacks to more is there to fill the memory. */
const mostPixels = 120_000_000;
/** Of a side, as it is kept: enough to read a page of handwriting. */
const longestSide = 3000;

const open = (bytes: Uint8Array, limitInputPixels: number | false = mostPixels) =>
  sharp(bytes, { limitInputPixels, failOn: 'error', pages: 1, sequentialRead: true });

/**
 * Draws a picture anew from its pixels, the right way up, so that nothing else of it is kept: no place, time, camera,
 * title, thumbnail or colour profile. `asIs` leaves its size and its turning alone, for pictures that stand in a document. Throws
 * `RefusedFile` when it is damaged or too large.
 */
export const cleanPicture = async (
  bytes: Uint8Array,
  format: 'jpeg' | 'png',
  { asIs }: { readonly asIs: boolean } = { asIs: false },
): Promise<Uint8Array> => {
  const { width, height } = await open(bytes, false).metadata().catch(refuseDamaged);
  if (width * height > mostPixels)
    refuseFile('This picture is too large. Make it smaller, or take a photo of it, and add that');
  const drawn = asIs
    ? open(bytes)
    : open(bytes)
        .autoOrient()
        .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true });
  const written =
    format === 'png' ? drawn.png() : drawn.flatten({ background: '#fff' }).jpeg({ quality: 85 });
  return new Uint8Array(await written.toBuffer().catch(refuseDamaged));
};
