import type { Asks, Capacity, FactName, Strength } from './procedure.ts';

/** What each capacity is called on the pages for professionals. */
export const capacityInWords: Record<Capacity, string> = {
  'child-social-worker': 'child’s social worker',
  'team-manager': 'team manager',
  'service-manager': 'service manager',
  adopters: 'prospective adopter',
  'adopters-social-worker': 'adopters’ social worker',
  'current-carer': 'current carer',
  'birth-family': 'parent or family member',
  iro: 'Independent Reviewing Officer (IRO)',
  'panel-advisor': 'panel advisor',
  chair: 'chair',
  'minute-taker': 'minute taker',
  'other-professional': 'other professional',
};

export const strengthInWords: Record<Strength, string> = {
  must: 'Must',
  should: 'Should',
  consider: 'Consider',
};

const invited: Partial<Record<Capacity, string>> = {
  adopters: 'the prospective adopters',
  'adopters-social-worker': 'their social worker',
  'current-carer': 'the current carers',
  iro: 'the child’s Independent Reviewing Officer',
  'panel-advisor': 'the panel advisor',
};

/** Words as they stand at the start of a line: "Current carers". */
export const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** A list as a sentence has it: "a, b and c". */
export const listInWords = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** What a duty asks, as an instruction: "Hold the disruption meeting". */
export const asksInWords = (asks: Asks): string => {
  if ('meeting' in asks) return `Hold the ${asks.meeting.name.toLowerCase()}`;
  if ('agenda' in asks) return 'Follow the set agenda';
  if ('chair' in asks) return 'Arrange an independent chair';
  if ('invite' in asks)
    return `Convene the meeting and invite ${listInWords(asks.invite.map((capacity) => invited[capacity] ?? capacityInWords[capacity]))}`;
  if ('record' in asks) return 'Bring the child’s views and feelings to the meeting';
  if ('report' in asks) return `Send ${asks.report.name} to the ${asks.report.to}`;
  return asks['follow-up'];
};

const factNames: Record<FactName, string> = {
  kind: 'kind of placement',
  'order-made': 'Adoption Order made',
  stage: 'when it ended',
  'family-source': 'adopters’ agency',
  'broke-down-on': 'date it ended',
};

const factValues: Record<string, string> = {
  'before-order': 'after the child moved in, before the Adoption Order',
  introductions: 'in introductions, before the child moved in',
  'regional-agency': 'the regional adoption agency',
  'inter-agency': 'another agency (inter-agency)',
};

/** What the value of a fact means: "in introductions". */
export const factValueInWords = (value: string): string => factValues[value] ?? value;

export const factInWords = (fact: FactName, value: string): string =>
  `${factNames[fact]}: ${factValueInWords(value)}`;
