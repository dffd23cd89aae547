import { type BagFiles, makeBag } from '../../documents/bagit.ts';
import { childrenInWords } from '../../domain/case.ts';
import type { Doc } from '../../domain/document.ts';
import type { FilingOf } from '../../domain/filing.ts';
import type { Leak } from '../../domain/leak-check.ts';
import {
  chronologyBagInfo,
  chronologyCsv,
  chronologyJson,
  chronologyReadme,
  chronologySchema,
  composeChronology,
} from '../../domain/record-chronology.ts';
import { documentBody } from '../../web/document-view.ts';
import { html } from '../../web/html.ts';
import type { OpenCase } from '../case-door.ts';
import { factsForCopies } from '../copy-facts.ts';
import { check, readBack, writeFiles } from '../finish-copy.ts';
import type { Service } from '../service.ts';
import { latestMinutesFor } from './store.ts';
import { tellChronology } from './tell.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** A page that wants nothing from anywhere else. */
const standalone = (doc: Doc): string =>
  String(html`<!doctype html>
<html lang="${doc.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${doc.title}</title></head>
<body><main><h1>${doc.title}</h1>${documentBody(doc)}</main></body>
</html>
`);

/** Why a bag is not handed out, with the bag: what must not be in it was looked for in all of its bytes that are words. */
export const bagOfChronology = async (
  service: Service,
  open: OpenCase,
  of: FilingOf,
): Promise<{ readonly bag: BagFiles; readonly leaks: readonly Leak[] }> => {
  const { tx, record, today } = open;
  const { council, placement } = record;
  const entries = await tellChronology(service, open);
  const facts = { ...(await factsForCopies(service, open, 'takes-chronology')), record };
  const composed = composeChronology(entries, facts, of);
  const minutes = await latestMinutesFor(tx, record.id, of);
  const day = new Date(`${today}T00:00:00Z`);
  const files = await writeFiles(composed.doc, council.name, day);
  const minutesFiles = minutes && (await writeFiles(minutes, council.name, day));
  const own = placement.children.filter(({ id }) => of.childId === null || id === of.childId);
  const about = {
    ...{ of, council: council.name, madeOn: today, withMinutes: minutes !== undefined },
    about: childrenInWords(own),
  };
  const texts = {
    'README.txt': chronologyReadme(about),
    'index.html': standalone(composed.doc),
    'chronology.csv': chronologyCsv(composed.entries),
    'chronology.json': asJson(chronologyJson(composed.entries, council.name)),
    'chronology.schema.json': asJson(chronologySchema),
  };
  const info = chronologyBagInfo(about, placement.children);
  const bag = makeBag(
    new Map([
      ...Object.entries(texts).map(([name, text]) => [name, encode(text)] as const),
      ['chronology.pdf', files.pdf],
      ['chronology.docx', files.docx],
      ...(minutesFiles
        ? ([
            ['minutes.pdf', minutesFiles.pdf],
            ['minutes.docx', minutesFiles.docx],
          ] as const)
        : []),
    ]),
    info,
  );
  const parts = [
    ...(await readBack(composed.doc, files, ['chronology.pdf', 'chronology.docx'])),
    ...(minutes && minutesFiles ? await readBack(minutes, minutesFiles) : []),
    ...[...Object.values(texts), ...info.flat()].map((text) => ({ part: 'The bag', text })),
  ];
  return { bag, leaks: check(parts, composed) };
};
