import { carerInWords } from './carer-identity.ts';
import type { CaseRecord } from './case.ts';
import { ageOn, daysBetween, inWords, type PlainDate } from './dates.ts';
import type { Block, Doc, Section } from './document.ts';
import { factValueInWords } from './facts.ts';
import { type FollowUp, outcomeInWords } from './follow-up.ts';
import { capitalised, listInWords } from './words.ts';

type Facts = {
  readonly record: Pick<
    CaseRecord,
    'reference' | 'council' | 'placement' | 'brokeDownOn' | 'ending' | 'unplannedEndings'
  >;
  /** What was decided of the early review. */
  readonly decided: FollowUp;
  /** The support that was offered, the latest first. */
  readonly support: readonly FollowUp[];
  readonly madeOn: PlainDate;
};

const paragraph = (text: string): Block => ({ is: 'paragraph', text });
const section = (heading: string, ...blocks: readonly Block[]): Section => ({ heading, level: 2, blocks });

const agesInWords = ({ placement, brokeDownOn }: Facts['record']): string => {
  const ages = placement.children.map(({ bornOn }) => String(ageOn(bornOn, brokeDownOn)));
  return ages.length === 1
    ? `One child, aged ${ages[0]}`
    : `${ages.length} children, aged ${listInWords(ages)}`;
};

const stayInWords = ({ placement, brokeDownOn, ending }: Facts['record']): string => {
  const how = ending === null ? '' : `, ${factValueInWords('ending', ending)}`;
  const { startedOn } = placement;
  if (startedOn === null) return `It ended on ${inWords(brokeDownOn)}${how}.`;
  const days = daysBetween(startedOn, brokeDownOn);
  return `It began on ${inWords(startedOn)} and ended on ${inWords(brokeDownOn)}${how}. It lasted ${days} ${days === 1 ? 'day' : 'days'}.`;
};

const endingsInWords = ({ unplannedEndings }: Facts['record']): string => {
  const days = unplannedEndings
    .filter(({ whose }) => whose === 'carer')
    .map(({ on }) => on)
    .toSorted();
  return days.length === 0
    ? 'No unplanned ending with these carers is recorded.'
    : `Unplanned endings with these carers, this one included: ${listInWords(days.map(inWords))}.`;
};

/**
 * What goes to those who review the approval of a council's own foster carers when their review is held early (PG-12): facts
 * of the case that a reviewer needs, and what was decided. No name of a child, nobody of the birth family, and no word of
 * what anybody said of why it ended.
 */
export const carerReviewPaper = ({ record, decided, support, madeOn }: Facts): Doc => {
  const { placement, council, reference } = record;
  const carers = placement.carers.map((_, index) => carerInWords(placement.kind, index));
  return {
    title: 'Referral for an early review of foster carers',
    language: 'en',
    subtitle: `${council.name}, ${inWords(madeOn)}`,
    sections: [
      section(
        'What this is',
        paragraph(
          'A placement with these carers has ended. The council thought about whether their review is held early, and asks for it. An early review is a time to look together at what happened and what the carers need. It is no finding against anybody.',
        ),
      ),
      section(
        'The carers and the placement',
        {
          is: 'table',
          headings: ['What', 'As it is recorded'],
          rows: [
            ['Case', reference],
            ['Carers', listInWords(carers)],
            ['Placement', capitalised(factValueInWords('kind', placement.kind))],
            ['Who lived there', agesInWords(record)],
          ],
        },
        paragraph(stayInWords(record)),
        paragraph(endingsInWords(record)),
      ),
      section(
        'What was decided',
        paragraph(`${outcomeInWords(decided)}, by ${decided.byName} (${decided.byPost}).`),
        paragraph(decided.words),
      ),
      section(
        'Support that was offered',
        support.length === 0
          ? paragraph('None is recorded yet.')
          : {
              is: 'table',
              headings: ['To whom', 'What', 'What came of it'],
              rows: support.map((one) => [one.whom, one.words, outcomeInWords(one)]),
            },
      ),
      section(
        'What is in this paper, and what is not',
        paragraph(
          'In it are the kind and the days of the placement, the ages of the children, the days of earlier unplanned endings with these carers, the decision with its reason, and the support that was offered. Not in it are the names of the children, anything about their family, what they said, and the minutes of any meeting. Who the carers are is known to the fostering service by the case.',
        ),
      ),
    ],
  };
};

/** The first of these names that a text holds as a word of its own; undefined where it holds none. */
export const nameIn = (text: string, names: readonly string[]): string | undefined => {
  const words = new Set(text.toLowerCase().match(/[\p{Letter}\p{Number}]+/gu) ?? []);
  return names.find((name) => {
    const parts = name.toLowerCase().match(/[\p{Letter}\p{Number}]+/gu) ?? [];
    return parts.length > 0 && parts.every((part) => words.has(part));
  });
};
