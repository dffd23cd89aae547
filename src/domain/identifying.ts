/** What in a text can lead back to somebody, and why it is asked about. */
export const identifyingInWords = {
  name: 'is a name, an address or another detail of somebody on this case',
  copied: 'is a child’s own words',
  'near-name': 'comes near a name of somebody on this case',
  'copied-record': 'stands word for word in the record of this case',
  contact: 'is a postcode, a phone number or an e-mail address',
  place: 'is, or could be, a place or a school',
  combination: 'is rare together with what else is said here',
  'unknown-name': 'could be the name of a person or a place',
  date: 'says when it was',
  age: 'says how old somebody was: write of an age band, such as “of primary school age”',
  siblings: 'says how many brothers and sisters there were, or which of them it was',
  occupation: 'says what somebody’s work was',
  event: 'is an event that people may have heard of',
} as const;
export type IdentifyingKind = keyof typeof identifyingInWords;

/** Such a kind is never let through; of the others their writer says why they may stay. */
export const refusesOutright: ReadonlySet<IdentifyingKind> = new Set(['name', 'copied', 'contact']);

/** A place in a text, from its first letter to the one after its last. */
export type Found = {
  readonly kind: IdentifyingKind;
  readonly start: number;
  readonly end: number;
};
