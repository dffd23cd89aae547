import { inWords, isPlainDate } from '../dates.ts';
import type { Proposal } from './proposal.ts';

/** What each code says, as the end of “the return says that …”. */
const reasons: Readonly<Record<string, string>> = {
  CREQB: 'the carer asked for it because of the child’s behaviour',
  CREQO: 'the carer asked for it for another reason',
  CHILD: 'the child asked for it',
  LAREQ: 'the council or the area asked for it',
  ALLEG: 'there was an allegation (section 47)',
  STAND: 'there was a concern about standards of care',
  APPRR: 'the carers’ approval was removed',
  CLOSE: 'the home or the placement closed',
  CUSTOD: 'the arrangement for custody changed',
  OTHER: 'it was for another reason',
  E11: 'the child was adopted, unopposed',
  E12: 'the child was adopted, with consent dispensed with',
  P1: 'the child had been adopted',
  P2: 'the child had been under special guardianship',
  P3: 'the child had been under a residence or child arrangements order',
};

const day = (date: string): string => (isPlainDate(date) ? inWords(date) : 'a day that cannot be read');

const saidBy = (code: string): string => {
  const reason = reasons[code];
  if (reason !== undefined) return `The return says that ${reason} (${code}).`;
  return code === ''
    ? 'The return gives no reason.'
    : `The return gives “${code}”, which is no reason that it knows.`;
};

const why: Readonly<Record<Proposal['kind'], (proposal: Proposal) => string>> = {
  unplanned: ({ code, endedOn }) => `The placement ended on ${day(endedOn)}. ${saidBy(code)}`,
  protection: ({ code, endedOn }) =>
    `The placement ended on ${day(endedOn)}. ${saidBy(code)} While enquiries go on, they may pause or limit the meeting: ask who leads them first.`,
  home: ({ endedOn }) =>
    `The child returned home on ${day(endedOn)}, and the return says that it was not part of the care plan (E4B).`,
  adopters: ({ code, endedOn, file }) =>
    file === 'placed_for_adoption'
      ? `The child stopped being placed for adoption on ${day(endedOn)}, and the return does not say that the plan was reversed. ${saidBy(code)}`
      : `The child left the people who were to adopt on ${day(endedOn)} for another carer, without an adoption order. ${saidBy(code)}`,
  'repeated-child': ({ endings, startedOn, endedOn }) =>
    `${endings.length} placements of this child ended between ${day(startedOn)} and ${day(endedOn)}.`,
  'repeated-carer': ({ endings, startedOn, endedOn, urn }) =>
    `${endings.length} placements of ${new Set(endings.map(({ child }) => child)).size} children ended at one home of the provider ${urn} between ${day(startedOn)} and ${day(endedOn)}.`,
  'after-order': ({ code, endedOn }) =>
    `The child was looked after again from ${day(endedOn)}. ${saidBy(code)}`,
  unclear: ({ code, endedOn }) =>
    `The placement ended on ${day(endedOn)}. ${saidBy(code)} Only somebody who knows the child can say whether it was planned.`,
};

/** Why a proposal is made, in words that blame nobody and decide nothing. */
export const proposalInWords = (proposal: Proposal): string => why[proposal.kind](proposal);
