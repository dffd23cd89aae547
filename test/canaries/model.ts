import type { Canary } from './words.ts';

/**
 * Who may learn what, written from docs/domain.md (sections 4 and 6) and from nothing of the product. A viewer is somebody
 * at a browser ("Derby mother"), a mail's recipient, or a log.
 */
type Kind =
  | 'staff'
  | 'mother'
  | 'adopter-1'
  | 'adopter-2'
  | 'carer-1'
  | 'carer-2'
  | 'panel'
  | 'vault'
  | 'reviewer'
  | 'nothing';

const guests = ['mother', 'adopter-1', 'adopter-2', 'carer-1', 'carer-2'] as const;

const staffAnd = (...others: readonly Kind[]): readonly Kind[] => ['staff', ...others];
const everybodyThere: readonly Kind[] = ['staff', 'panel', ...guests];

/** Which kinds of viewer of the same council's case may learn a field; the vault's fields are nobody's. */
const mayLearn: Readonly<Record<string, readonly Kind[]>> = {
  'child.givenName': everybodyThere,
  'child.familyName': everybodyThere,
  // What the council's other system knows the child by: typed once, and shown to nobody.
  'child.caseNumber': [],
  // Who the adopters are and where they live: by opening the vault alone.
  'adopters.familyName': ['vault'],
  'adopter-1.name': ['vault'],
  'adopter-1.email': ['vault'],
  'adopter-1.phone': ['vault'],
  'adopter-1.address': ['vault'],
  'adopter-2.name': ['vault'],
  'adopter-2.email': ['vault'],
  'adopter-2.phone': ['vault'],
  'adopter-2.address': ['vault'],
  // Each guest is told of themselves; of everybody else by their part.
  'carer-1.name': staffAnd('carer-1', 'panel'),
  'carer-1.email': staffAnd('carer-1'),
  'carer-2.name': staffAnd('carer-2', 'panel'),
  'carer-2.email': staffAnd('carer-2'),
  'mother.name': staffAnd('mother', 'panel'),
  'mother.email': staffAnd('mother'),
  account: ['staff'],
  // A person decides whether family may know the place, and here nobody did.
  'meeting.place': staffAnd('adopter-1', 'adopter-2', 'carer-1', 'carer-2', 'panel'),
  // By which somebody who may not know the place takes part.
  'meeting.video': staffAnd('panel', ...guests),
  'mother.inviteReason': ['staff'],
  ...Object.fromEntries(
    guests.flatMap((guest) => [
      [`${guest}.note`, staffAnd(guest)],
      // What was read in the meeting stands in the minutes as staff and panel have them.
      [`${guest}.words`, staffAnd(guest, 'panel')],
      // About their own copy: theirs, and of those on the case.
      [`${guest}.disagreement`, staffAnd(guest)],
    ]),
  ),
  'minutes.everybody': everybodyThere,
  'minutes.keptFromFamily': staffAnd('panel', 'adopter-1', 'adopter-2', 'carer-1', 'carer-2'),
  'minutes.keptFromAdopters': staffAnd('panel', 'mother', 'carer-1', 'carer-2'),
  'child.words': staffAnd('panel', 'adopter-1', 'adopter-2', 'carer-1', 'carer-2'),
  'child.how': staffAnd('panel', 'adopter-1', 'adopter-2', 'carer-1', 'carer-2'),
  'action.what': everybodyThere,
  'disagreement.account': ['staff'],
  // Kept from the family, as a passage can be.
  'disagreement.minutes': staffAnd('panel', 'adopter-1', 'adopter-2', 'carer-1', 'carer-2'),
  'people.reason': ['staff'],
  // Those who review an opening see why, and nothing of the case.
  'opening.reason': staffAnd('reviewer'),
  'vault.reason': ['staff'],
};

/** What is in the vault of the first adopter. */
const ofAdopter = /^adopter(-1|s)\.(name|familyName|email|phone|address)$/;

/**
 * Those who answer requests for what is held about somebody, and the answers: what the officers typed, and what is held of
 * the child; what the child gets, of which all that is the mother's is left out; what the first adopter gets.
 */
const requests: Readonly<Record<string, (field: string, kinds: readonly Kind[]) => boolean>> = {
  records: (field, kinds) =>
    (kinds.includes('staff') && !field.endsWith('.email')) ||
    ['child.caseNumber', 'adopter-1.email'].includes(field),
  'child’s copy': (field, kinds) =>
    field === 'child.caseNumber' || (kinds.includes('staff') && !/^mother\.|\.email$/.test(field)),
  'adopter-1’s copy': (field, kinds) => kinds.includes('adopter-1') || ofAdopter.test(field),
};

/** What a viewer is to a council's case. */
const kindOf = (viewer: string, council: string): Kind => {
  if (viewer === `${council} staff` || viewer === 'both staff') return 'staff';
  if (viewer === 'panel') return 'panel';
  if (viewer === `${council} who opened the vault`) return 'vault';
  if (council === 'Derby' && ['guardian', 'governance'].includes(viewer)) return 'reviewer';
  const guest = guests.find((one) => viewer === `${council} ${one}`);
  return guest ?? 'nothing';
};

/** What may stand in a mail, which others may read over a shoulder: its recipient's own name, and where to come. */
const mayBeMailed = (field: string, kind: Kind): boolean =>
  field === `${kind}.name` || (field === 'meeting.place' && (mayLearn[field] ?? []).includes(kind));

/** Whether a viewer may learn a word. Throws for a field that nobody has thought about. */
export const mayHave = (viewer: string, { field, council }: Canary): boolean => {
  const kinds = mayLearn[field];
  if (kinds === undefined) throw new Error(`Say in test/canaries/model.ts who may learn ${field}`);
  const ofRequest = requests[viewer.replace(`${council} `, '')];
  if (ofRequest !== undefined) return ofRequest(field, kinds);
  const [, recipient] = /^mail to (.+)$/.exec(viewer) ?? [];
  const kind = kindOf(viewer, council);
  return recipient === undefined
    ? // Whoever opened the vault is on the case, too.
      kinds.includes(kind) || (kind === 'vault' && kinds.includes('staff'))
    : mayBeMailed(field, kindOf(recipient, council));
};

/** Fields that somebody must have been told of in the journey, or it did not walk where it should: one vault is opened. */
export const isToldToSomebody = ({ field, council }: Canary): boolean => {
  const kinds = mayLearn[field] ?? [];
  return kinds.length > 0 && (council === 'Derby' || !kinds.includes('vault'));
};
