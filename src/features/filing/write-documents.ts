import type { HeldFiling } from '../../database/filings.ts';
import type { BagFiles } from '../../documents/bagit.ts';
import { type CaseRecord, childrenInWords } from '../../domain/case.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { type BagFacts, bagInfoOf, filesOf, metadataOf, readmeOf } from '../../domain/filing.ts';
import { writeFiles } from '../finish-copy.ts';

type Documents = { readonly pdf: Uint8Array; readonly docx: Uint8Array };

/** Writes what is to be filed as files. Their properties have a day and no time of day: the same wherever it is filed. */
export const writeDocuments = (
  { document, queuedAt }: HeldFiling,
  { council }: CaseRecord,
): Promise<Documents> => writeFiles(document, council.name, new Date(`${dateInLondon(queuedAt)}T00:00:00Z`));

const factsOf = (filing: HeldFiling, { placement, council, reference, meeting }: CaseRecord): BagFacts => {
  if (meeting === null) throw new Error(`Filing ${filing.id} is of no meeting`);
  const child = placement.children.find(({ id }) => id === filing.childId);
  return {
    ...{ id: filing.id, kind: filing.kind, version: filing.version, replaces: filing.replaces },
    council: council.name,
    found: child?.caseNumber ?? reference,
    about: childrenInWords(child === undefined ? placement.children : [child]),
    heldOn: meeting.heldOn,
    madeOn: dateInLondon(filing.queuedAt),
  };
};

/** The contents of a bag, the lines that describe it, and all of its texts beside the documents themselves. */
export const bagOf = (
  filing: HeldFiling,
  record: CaseRecord,
  { pdf, docx }: Documents,
): {
  readonly payload: BagFiles;
  readonly info: readonly (readonly [string, string])[];
  readonly texts: readonly string[];
} => {
  const facts = factsOf(filing, record);
  const { name } = filesOf[filing.kind];
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const readme = readmeOf(facts);
  const metadata = `${JSON.stringify(metadataOf(facts), null, 2)}\n`;
  const payload = new Map([
    ['README.txt', encode(readme)],
    ['metadata.json', encode(metadata)],
    [`${name}.json`, encode(`${JSON.stringify(filing.document, null, 2)}\n`)],
    [`${name}.pdf`, pdf],
    [`${name}.docx`, docx],
  ]);
  const info = bagInfoOf(facts);
  return { payload, info, texts: [readme, metadata, ...info.flat(), ...payload.keys()] };
};
