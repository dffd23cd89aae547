import { parseArgs } from 'node:util';
import { isOrdinaryWord } from '../src/documents/ordinary-words.ts';
import type { CarerIdentity } from '../src/domain/carer-identity.ts';
import { composeCopy } from '../src/domain/copy.ts';
import type { Doc } from '../src/domain/document.ts';
import { nearMisses } from '../src/domain/near-miss.ts';
import { namesNotLinked } from '../src/domain/release-doubt.ts';
import type { Secret } from '../src/domain/secret.ts';
import { type Chance, chanceOf } from '../src/examples/chance.ts';
import { check, readBack, writeFiles } from '../src/features/finish-copy.ts';
import { agenda, heldCase, passage } from '../test/example-minutes.ts';
import { disguises, invent, misspell, sentences } from './measuring/planted.ts';

const { values: asked } = parseArgs({
  options: {
    errors: { type: 'string', default: '5000' },
    pages: { type: 'string', default: '400' },
    minutes: { type: 'string', default: '500' },
    seed: { type: 'string', default: 'november' },
  },
});
const prose = sentences();
const say = (text: string): boolean => process.stdout.write(`${text}\n`);

const secretsOf = ({ name, email, phone, address }: CarerIdentity): readonly Secret[] => [
  { kind: 'name', value: name, label: 'the name' },
  { kind: 'email', value: email, label: 'the e-mail address' },
  { kind: 'phone', value: phone, label: 'the phone number' },
  { kind: 'address', value: address, label: 'the address' },
];

/** One thing of somebody with one letter or digit wrong, in the middle of a sentence. */
const planted = (chance: Chance, { name, email, phone, address }: CarerIdentity): string => {
  const [given = '', family = ''] = name.split(' ');
  const [street = '', town = '', postcode = ''] = address.split(', ');
  const what = chance.pick([given, family, family, town, postcode, phone, email, street.split(' ')[1] ?? '']);
  return misspell(chance, what);
};

const measureNearMisses = (): boolean => {
  const chance = chanceOf(`${asked.seed} near`);
  let found = 0;
  const missed: string[] = [];
  for (let n = 0; n < Number(asked.errors); n++) {
    const person = invent(chance);
    const wrong = planted(chance, person);
    const text = `${chance.pick(prose)} It was said that ${wrong} was the one. ${chance.pick(prose)}`;
    if (nearMisses([{ part: '', text }], secretsOf(person), isOrdinaryWord).length > 0) found += 1;
    else missed.push(`${wrong} of ${person.name}, ${person.address}`);
  }
  const recall = found / Number(asked.errors);
  say(
    `One letter or digit wrong: ${found} of ${asked.errors} pointed out, recall ${recall.toFixed(4)} (goal 0.98)`,
  );
  if (missed.length > 0) say(`  such as not: ${missed.slice(0, 3).join('; ')}`);
  return recall >= 0.98;
};

const wordsOnPage = 500;

const measureFalseAlarms = (): boolean => {
  const chance = chanceOf(`${asked.seed} clean`);
  let [near, strangers] = [0, 0];
  for (let n = 0; n < Number(asked.pages); n++) {
    const secrets = [invent(chance), invent(chance), invent(chance)].flatMap(secretsOf);
    let text = '';
    while (text.split(' ').length < wordsOnPage) text += `${chance.pick(prose)} `;
    near += nearMisses([{ part: '', text }], secrets, isOrdinaryWord).length;
    strangers += namesNotLinked({ part: '', text }, [], []).length;
  }
  const a = (alarms: number): string => (alarms / Number(asked.pages)).toFixed(3);
  say(
    `Pages with nothing wrong: ${a(near)} near misses and ${a(strangers)} strangers a page of ${wordsOnPage} words (goal under 1)`,
  );
  return near + strangers < Number(asked.pages);
};

/** Letters and digits alone, small and plain: how the corpus is looked through a second time, by nothing of the gate’s. */
const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Writes a detail straight into a finished document, behind everything that composes. */
const smuggle = (chance: Chance, doc: Doc, detail: string): Doc => {
  const sections = doc.sections.slice();
  const at = chance.whole(0, sections.length - 1);
  const section = sections[at];
  if (section === undefined) return doc;
  const words = chance.pick(disguises)(detail);
  sections[at] = chance.pick([
    { ...section, heading: `${section.heading} ${words}` },
    { ...section, blocks: [...section.blocks, { is: 'paragraph' as const, text: `So ${words} said.` }] },
    { ...section, blocks: [...section.blocks, { is: 'list' as const, items: ['One', words] }] },
    {
      ...section,
      blocks: [...section.blocks, { is: 'table' as const, headings: ['A', 'B'], rows: [['1', words]] }],
    },
    { ...section, blocks: [...section.blocks, { is: 'quote' as const, words: 'It was so.', who: words }] },
  ]);
  return { ...doc, sections };
};

const measureGate = async (): Promise<boolean> => {
  const chance = chanceOf(`${asked.seed} gate`);
  let [copies, released, held, smuggled, stopped] = [0, 0, 0, 0, 0];
  for (let n = 0; n < Number(asked.minutes); n++) {
    const identities = { a1: [invent(chance)], a2: [invent(chance)] } as const;
    const people = [identities.a1[0], identities.a2[0]];
    const detailsOf = ({ name, email, phone, address }: CarerIdentity) => [name, email, phone, address];
    const details = people.flatMap(detailsOf);
    const passages = Array.from({ length: 6 }, (_, at) =>
      passage(
        `${chance.pick(prose)} Then ${chance.pick(disguises)(chance.pick(details))} was named. ${chance.pick(prose)}`,
        {
          id: `p${at}`,
          agendaKey: chance.pick(['placement', 'findings']),
          withheldFrom: chance.pick([[], [], ['birth-family'], ['carers', 'professionals']]),
        },
      ),
    );
    const record = heldCase();
    const keptApart = { contactDetails: {}, details: [], identities };
    for (const reader of record.meeting?.invitations ?? []) {
      if (reader.reader === 'staff' || reader.reader === 'adopters') continue;
      const facts = {
        record,
        passages,
        agenda,
        reader,
        keptApart,
        disagreements: [],
        keptWords: [],
        found: { findings: [], purposes: [] },
      };
      const copy = composeCopy(facts);
      const at = new Date(0);
      const parts = await readBack(copy.doc, await writeFiles(copy.doc, record.council.name, at));
      const isHeld = check(parts, copy).length > 0;
      const all = parts.map(({ text }) => bare(text)).join(' ');
      const isThere = details.some((detail) => all.includes(bare(detail)));
      copies += 3;
      held += isHeld ? 1 : 0;
      released += isThere && !isHeld ? 1 : 0;
      const doc = smuggle(chance, copy.doc, chance.pick(details));
      const tampered = await readBack(doc, await writeFiles(doc, record.council.name, at));
      smuggled += 1;
      stopped += check(tampered, copy).length > 0 ? 1 : 0;
    }
  }
  say(
    `Copies made, each as a page, a PDF and a Word file: ${copies} of ${asked.minutes} minutes; held back ${held}; released with a planted detail ${released} (goal 0)`,
  );
  say(`Details written into finished documents: ${smuggled}; stopped by the gate ${stopped} (goal all)`);
  return released === 0 && stopped === smuggled;
};

const met = [measureNearMisses(), measureFalseAlarms(), await measureGate()];
process.exitCode = met.every(Boolean) ? 0 : 1;
