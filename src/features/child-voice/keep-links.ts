import { loadVoice } from '../../database/child-voice.ts';
import { addHistory } from '../../database/history.ts';
import { carerInWords } from '../../domain/carer-identity.ts';
import type { CaseRecord } from '../../domain/case.ts';
import { type KeptLink, keepLink, reviewLink } from '../../domain/kept-link.ts';
import { readDate, readText, type Typed, typedDate } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { childOf, voicePage } from './child-of.ts';
import { newLinkView, reviewLinkView } from './keep-links.view.ts';
import { keptApartOf } from './names-kept.ts';
import { insertLink, insertReview } from './support-store.ts';

type Form = { readonly disruptionId: string; readonly childId: string; readonly key: string };

/** Those with whom the child lived, as they are chosen and told: by their part. */
const carersOf = ({ placement }: CaseRecord): readonly string[] =>
  placement.carers.map((_, index) => carerInWords(placement.kind, index));

const readReview = (typed: Typed) => ({
  childWants: readText(typed, 'childWants'),
  theyWant: readText(typed, 'theyWant'),
  arranged: readText(typed, 'arranged'),
  arrangedBy: readText(typed, 'arrangedBy'),
  reviewedOn: readDate(typed, 'reviewedOn'),
  nextOn: readDate(typed, 'nextOn'),
  endedBecause: readText(typed, 'endedBecause'),
});

/** Keeps somebody from the last home who matters to a child, and what both want of it (PG-7). */
const saveLink = (service: Service, actor: Actor, form: Form, typed: Typed): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'support-child' }, async (open) => {
    const { tx, record, now, today } = open;
    const child = childOf(open, form.childId);
    const chosen = readText(typed, 'who');
    const { identities } = await keptApartOf(service, open);
    const link = insist(
      keepLink(
        {
          ...readReview(typed),
          who: carersOf(record).includes(chosen) ? chosen : readText(typed, 'otherName'),
          whatTheyAre: readText(typed, 'whatTheyAre'),
        },
        { since: record.brokeDownOn, today, identities },
      ),
    );
    await insertLink(tx, link, {
      ...{ disruptionId: record.id, childId: child.id },
      ...{ recordedBy: actor.id, at: now },
    });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'support-child',
      summary: `Recorded who matters to ${child.givenName} from the last home: ${link.who}`,
      facts: { childId: child.id, nextOn: link.review.nextOn },
    });
    return voicePage(record, child.id);
  });

export const newLinkForm = (service: Service): FormOnCase<'childId'> => ({
  act: 'support-child',
  atFirst: ({ today }) => typedDate('reviewedOn', today),
  save: (_, actor, form, typed, { childId }) => saveLink(service, actor, { ...form, childId }, typed),
  show: (shell, page) =>
    newLinkView(shell, {
      ...page,
      child: childOf(page, page.params.childId),
      carers: carersOf(page.record),
    }),
});

const linkOf = async (
  { tx, record }: OpenCase,
  { childId, linkId }: { readonly childId: string; readonly linkId: string },
): Promise<KeptLink> => {
  const { links } = await loadVoice(tx, record.id);
  const link = links.find((one) => one.id === linkId && one.childId === childId);
  if (link === undefined) throw notThere();
  return link;
};

/** Records another look at a link: what both want now, what is arranged, and when somebody looks again. */
const saveReview = (
  service: Service,
  actor: Actor,
  form: Form & { readonly linkId: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'support-child' }, async (open) => {
    const { tx, record, now, today } = open;
    const child = childOf(open, form.childId);
    const link = await linkOf(open, form);
    const { identities } = await keptApartOf(service, open);
    const since = link.reviews[0]?.reviewedOn ?? record.brokeDownOn;
    const review = insist(reviewLink(readReview(typed), { since, today, identities }));
    await insertReview(tx, review, {
      ...{ disruptionId: record.id, linkId: link.id },
      ...{ recordedBy: actor.id, at: now },
    });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'support-child',
      summary: `Looked again at ${child.givenName}’s link with ${link.who}`,
      facts: { childId: child.id, linkId: link.id, nextOn: review.nextOn },
    });
    return voicePage(record, child.id);
  });

export const linkReviewForm = (service: Service): FormOnCase<'childId' | 'linkId'> => ({
  act: 'support-child',
  atFirst: ({ today }) => typedDate('reviewedOn', today),
  save: (_, actor, form, typed, params) => saveReview(service, actor, { ...form, ...params }, typed),
  show: async (shell, page) =>
    reviewLinkView(shell, {
      ...page,
      child: childOf(page, page.params.childId),
      link: await linkOf(page, page.params),
    }),
});
