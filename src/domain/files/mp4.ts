import { lettersAt, refuseDamaged, refuseFile, viewOf } from './bytes.ts';

const words = (text: string): readonly string[] => text.split(' ');
/** The boxes that sound needs, by the box they stand in (ISO/IEC 14496-12). */
const needed: Readonly<Record<string, readonly string[]>> = {
  file: words('ftyp moov mdat moof styp sidx mfra'),
  moov: words('mvhd trak mvex'),
  trak: words('tkhd edts mdia'),
  edts: ['elst'],
  mdia: words('mdhd hdlr minf'),
  minf: words('smhd dinf stbl'),
  dinf: ['dref'],
  stbl: words('stsd stts stsc stsz stz2 stco co64 stss ctts sgpd sbgp'),
  mvex: words('mehd trex'),
  moof: words('mfhd traf'),
  traf: words('tfhd tfdt trun sdtp sgpd sbgp'),
  mfra: words('tfra mfro'),
};

const onlySound = (): never =>
  refuseFile('This is a film, or a recording in a form that we cannot take. Add a recording of sound only');

type Box = { readonly type: string; readonly at: number; readonly inside: number; readonly end: number };

const boxAt = (bytes: Uint8Array, at: number, last: number): Box => {
  if (at + 8 > last) return refuseDamaged();
  const view = viewOf(bytes);
  const short = view.getUint32(at);
  if (short === 1 && at + 16 > last) return refuseDamaged();
  const header = short === 1 ? 16 : 8;
  const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? last - at : short;
  if (size < header || at + size > last) return refuseDamaged();
  return { type: lettersAt(bytes, at + 4, 4), at, inside: at + header, end: at + size };
};

/** What is done to the boxes that say when and by what something was recorded, or where the sound is. */
const inPlace: Readonly<Record<string, (bytes: Uint8Array, box: Box) => void>> = {
  hdlr: (bytes, { inside, end }) => {
    if (lettersAt(bytes, inside + 8, 4) !== 'soun') onlySound();
    bytes.fill(0, inside + 24, end);
  },
  stsd: (bytes, { inside }) => {
    if (!['mp4a', 'Opus', 'alac'].includes(lettersAt(bytes, inside + 12, 4))) onlySound();
  },
  dref: (bytes, { inside, end }) => {
    for (let at = inside + 8; at < end; ) {
      const entry = boxAt(bytes, at, end);
      // The sound must be in the file itself, and not at an address.
      if (bytes[entry.inside + 3] !== 1) onlySound();
      at = entry.end;
    }
  },
};
for (const type of ['mvhd', 'tkhd', 'mdhd'])
  Object.assign(inPlace, {
    [type]: (bytes: Uint8Array, { inside }: Box) =>
      bytes.fill(0, inside + 4, inside + 4 + (bytes[inside] === 1 ? 16 : 8)),
  });

const secondsIn = (bytes: Uint8Array, { inside, end }: Box): number => {
  if (end - inside < 32) return refuseDamaged();
  const view = viewOf(bytes);
  return bytes[inside] === 1
    ? Number(view.getBigUint64(inside + 24)) / view.getUint32(inside + 20)
    : view.getUint32(inside + 16) / view.getUint32(inside + 12);
};

/**
 * Cleans sound in MP4 (M4A) in its place, so that every offset in it stays true: boxes that sound does not need become
 * empty ones, and when and by what it was recorded is written over. Gives its length too, as far as it is said. Throws
 * `RefusedFile` for a film, for sound that lies elsewhere, and when it is damaged.
 */
export const cleanMp4 = (given: Uint8Array): { readonly bytes: Uint8Array; readonly seconds: number } => {
  const bytes = given.slice();
  const seen = new Set<string>();
  let seconds = 0;
  const clean = (parent: string, from: number, end: number): void => {
    for (let at = from; at < end; ) {
      const box = boxAt(bytes, at, end);
      at = box.end;
      if (!needed[parent]?.includes(box.type)) {
        bytes.set([0x66, 0x72, 0x65, 0x65], box.at + 4);
        bytes.fill(0, box.inside, box.end);
        continue;
      }
      seen.add(box.type);
      inPlace[box.type]?.(bytes, box);
      if (box.type === 'mvhd') seconds = secondsIn(bytes, box) || 0;
      if (needed[box.type] !== undefined) clean(box.type, box.inside, box.end);
    }
  };
  clean('file', 0, bytes.length);
  if (!['moov', 'hdlr', 'stsd', 'mdat'].every((type) => seen.has(type))) refuseDamaged();
  return { bytes, seconds };
};
