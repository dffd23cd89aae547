/** A made-up word that stands in one field of one person of one council, and nowhere else in the world. */
export type Canary = {
  readonly word: string;
  /** What the field is: "child.givenName", "carer-1.address". */
  readonly field: string;
  readonly council: string;
};

const starts = ['Br', 'Dw', 'Fl', 'Gw', 'Kr', 'Pl', 'Qu', 'Sk', 'Thr', 'Vr', 'Wr', 'Zw'];
const middles = ['addle', 'ebbin', 'iffor', 'ockle', 'uzzar', 'yndle', 'anvor', 'elquin', 'impto', 'orvath'];
const ends = ['wick', 'quist', 'fjord', 'zeph', 'mund', 'vex', 'gorn', 'thax', 'blish', 'krow'];

/** The n-th made-up word, of 1,200: letters alone, so that no way of writing it loses any. */
const wordOf = (n: number): string =>
  `${starts[n % starts.length]}${middles[Math.floor(n / starts.length) % middles.length]}${ends[Math.floor(n / (starts.length * middles.length)) % ends.length]}`;

/** Hands out words, each once, and remembers where each one went. */
export const startCanaries = () => {
  const all: Canary[] = [];
  let phones = 0;
  const next = (council: string, field: string): string => {
    // Neighbours differ in their first and in their last letters.
    const word = wordOf((all.length * 137 + 11) % (starts.length * middles.length * ends.length));
    all.push({ word, field, council });
    return word;
  };
  /** A mobile number that nobody else has, of those that are kept for stories. */
  const phone = (council: string, field: string): string => {
    const word = `07700900${String(100 + phones++).slice(-3)}`;
    all.push({ word, field, council });
    return word;
  };
  return { all: all as readonly Canary[], next, phone };
};

export type Canaries = ReturnType<typeof startCanaries>;
