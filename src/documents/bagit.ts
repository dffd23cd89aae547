import { createHash } from 'node:crypto';

/** The files of a bag by their paths within it, with slashes. */
export type BagFiles = ReadonlyMap<string, Uint8Array>;

/** The SHA-512 of bytes, in hexadecimal. */
export const sha512 = (bytes: Uint8Array): string => createHash('sha512').update(bytes).digest('hex');
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const declaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
const payloadManifest = 'manifest-sha512.txt';
const tagManifest = 'tagmanifest-sha512.txt';

/** A path as a manifest has it (RFC 8493, 2.1.3). */
const inManifest = (path: string): string =>
  path.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const fromManifest = (path: string): string =>
  path.replace(/%(25|0D|0A)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

const manifestOf = (files: BagFiles): Uint8Array =>
  encode(
    [...files]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, bytes]) => `${sha512(bytes)}  ${inManifest(path)}\n`)
      .join(''),
  );

/** A line of a bag's description: a line break would begin another. */
const infoLine = ([label, value]: readonly [string, string]): string =>
  `${label}: ${value.replaceAll(/\s+/g, ' ')}\n`;

/**
 * A bag (RFC 8493): the payload under `data`, with SHA-512 manifests of it and of what describes it. `info` are the lines
 * that describe it; how much it holds is added. The same payload and lines give the same bytes.
 */
export const makeBag = (payload: BagFiles, info: readonly (readonly [string, string])[]): BagFiles => {
  const data = new Map([...payload].map(([name, bytes]) => [`data/${name}`, bytes]));
  const octets = [...data.values()].reduce((sum, { length }) => sum + length, 0);
  const tags = new Map<string, Uint8Array>([
    ['bagit.txt', encode(declaration)],
    [
      'bag-info.txt',
      encode([...info, ['Payload-Oxum', `${octets}.${data.size}`] as const].map(infoLine).join('')),
    ],
    [payloadManifest, manifestOf(data)],
  ]);
  return new Map([...data, ...tags, [tagManifest, manifestOf(tags)]]);
};

/** The checksum of a bag: of the manifest that has the checksums of all else in it. */
export const checksumOf = (bag: BagFiles): string => sha512(bag.get(tagManifest) ?? new Uint8Array());

const readManifest = (bag: BagFiles, name: string): ReadonlyMap<string, string> =>
  new Map(
    decode(bag.get(name) ?? new Uint8Array())
      .split('\n')
      .flatMap((line) => {
        const [, sum, path] = /^([0-9a-f]{128}) {2}(.+)$/.exec(line) ?? [];
        return sum === undefined || path === undefined ? [] : [[fromManifest(path), sum] as const];
      }),
  );

/**
 * Whether every file of a bag is there and as its manifests say, with no other beside them, and the bag is the one whose
 * checksum is known. Answers what is wrong, a sentence for each thing.
 */
export const problemsOfBag = (bag: BagFiles, known: string): readonly string[] => {
  const tags = readManifest(bag, tagManifest);
  const data = readManifest(bag, payloadManifest);
  const promised = new Map([...tags, ...data]);
  const wrong = [...promised].flatMap(([path, sum]) => {
    const bytes = bag.get(path);
    if (bytes === undefined) return [`${path} is missing`];
    return sha512(bytes) === sum ? [] : [`${path} has changed`];
  });
  const more = [...bag.keys()].filter((path) => path !== tagManifest && !promised.has(path));
  return [
    ...(checksumOf(bag) === known ? [] : [`${tagManifest} is not the one that was written`]),
    ...(decode(bag.get('bagit.txt') ?? new Uint8Array()) === declaration
      ? []
      : ['bagit.txt is not as it should be']),
    ...wrong,
    ...more.map((path) => `${path} is not part of it`),
  ];
};
