import type { FastifyReply, FastifyRequest } from 'fastify';
import { insertPageLink, insertSpokenCode, loadPage, withdrawPageLinks } from '../../database/child-pages.ts';
import { addHistory } from '../../database/history.ts';
import type { Child } from '../../domain/case.ts';
import { openPage, pageLinkDays, sheetForAge } from '../../domain/child-page.ts';
import { codeMinutes } from '../../domain/message.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase, withCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { childOf } from './child-of.ts';
import { openPageView, type Shown } from './open-page.view.ts';
import { closeOwnPage, dropFailed, lastLinkSent, queuePageLink, saveOwnPage } from './page-store.ts';

const act = 'open-child-page';

type Form = { readonly disruptionId: string; readonly childId: string; readonly key: string };

const addressOf = ({ disruptionId, childId }: Omit<Form, 'key'>): string =>
  `/disruptions/${disruptionId}/child-voice/${childId}/page`;

const linkEnds = (now: Date): Date => new Date(now.getTime() + pageLinkDays * 24 * 3_600_000);

/**
 * Opens a child's own page, or changes how it is opened, and sends the link where that was chosen. A link that went
 * another way opens nothing any more.
 */
const saveOpenPage = (service: Service, actor: Actor, form: Form, typed: Typed): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act }, async ({ tx, record, now }) => {
    const child = childOf({ record }, form.childId);
    const opened = insist(
      openPage({
        sheet: readText(typed, 'sheet'),
        channel: readText(typed, 'channel'),
        email: readText(typed, 'email'),
        phone: readText(typed, 'phone'),
        confirmedHow: readText(typed, 'confirmedHow'),
      }),
    );
    const of = { disruptionId: record.id, childId: child.id };
    const before = await loadPage(tx, of);
    const pageId = await saveOwnPage(tx, opened, { ...of, recordedBy: actor.id, at: now });
    if (before?.channel !== opened.channel || before.address !== opened.address)
      await withdrawPageLinks(tx, pageId, now);
    await dropFailed(tx, pageId);
    if (opened.channel !== 'by-hand') {
      const { id: linkId } = await insertPageLink(tx, service, pageId, linkEnds(now));
      await queuePageLink(tx, { disruptionId: record.id, pageId, linkId, at: now });
    }
    await addHistory(tx, record.id, {
      ...{ at: now, by: actor, act },
      summary:
        opened.channel === 'by-hand'
          ? `Opened a page of ${child.givenName}’s own`
          : `Opened a page of ${child.givenName}’s own, and sent the link`,
      facts: { childId: child.id, sheet: opened.sheet, channel: opened.channel },
    });
    return addressOf(form);
  });

/** A child’s page, open or closed; throws a 404 where there is none. */
const pageOf = async (open: OpenCase, child: Child) => {
  const page = await loadPage(open.tx, { disruptionId: open.record.id, childId: child.id });
  if (page === undefined) throw notThere();
  return page;
};

/** All that the screen shows of one child's page. */
const stateOf = async (open: OpenCase, child: Child): Promise<Pick<Shown, 'page' | 'sent' | 'suggested'>> => {
  const page = await loadPage(open.tx, { disruptionId: open.record.id, childId: child.id });
  return {
    page,
    sent: page && (await lastLinkSent(open.tx, page.id)),
    suggested: sheetForAge(child, open.today),
  };
};

export const openPageForm: FormOnCase<'childId'> = {
  act,
  save: (service, actor, form, typed, { childId }) =>
    saveOpenPage(service, actor, { ...form, childId }, typed),
  show: async (shell, page) => {
    const child = childOf(page, page.params.childId);
    return openPageView(shell, { ...page, child, ...(await stateOf(page, child)) });
  },
};

type Visit = FastifyRequest<{ Params: { id: string; childId: string }; Body: Typed }>;

const formOf = ({ params, body }: Visit): Form => ({
  disruptionId: params.id,
  childId: params.childId,
  key: readText(body, '_key'),
});

/**
 * Makes a link and a code, and shows both in this answer alone: the child's worker reads the code out to them, or types
 * it in with them. Sending the form again cannot show it.
 */
export const postSpokenCode = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const actor = signedIn(request);
  const form = formOf(request);
  let made: Shown['made'];
  const outcome = await changeCase(service, actor, { ...form, act }, async (open) => {
    const { tx, record, now } = open;
    const child = childOf(open, form.childId);
    const page = await pageOf(open, child);
    // Somebody closed it meanwhile: the screen says so.
    if (page.isClosed) return addressOf(form);
    const { id, token } = await insertPageLink(tx, service, page.id, linkEnds(now));
    const expiresAt = new Date(now.getTime() + codeMinutes * 60_000);
    const code = await insertSpokenCode(tx, service, id, { at: now, expiresAt });
    await addHistory(tx, record.id, {
      ...{ at: now, by: actor, act },
      summary: `Made a link and a code for ${child.givenName}’s own page, to give to ${child.givenName}`,
      facts: { childId: child.id },
    });
    made = { link: `${service.publicUrl}/mine/${token}`, code };
    return addressOf(form);
  });
  if (made === undefined || !outcome.ok) return reply.redirect(addressOf(form), 303);
  const shown = await withCase(service, actor, form.disruptionId, act, async (open) => {
    const child = childOf(open, form.childId);
    return openPageView(shellFor(request, reply), {
      ...{ record: open.record, child, typed: {}, problems: [], ...(made && { made }) },
      ...(await stateOf(open, child)),
    });
  });
  return reply.html(shown);
};

/** Closes a child's page: no link opens it any more. What they gave stays. */
export const postClosePage = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const actor = signedIn(request);
  const form = formOf(request);
  await changeCase(service, actor, { ...form, act }, async (open) => {
    const { tx, record, now } = open;
    const child = childOf(open, form.childId);
    const { id, isClosed } = await pageOf(open, child);
    if (isClosed) return addressOf(form);
    await closeOwnPage(tx, id, now);
    await withdrawPageLinks(tx, id, now);
    await dropFailed(tx, id);
    await addHistory(tx, record.id, {
      ...{ at: now, by: actor, act, summary: `Closed ${child.givenName}’s own page` },
      facts: { childId: child.id },
    });
    return addressOf(form);
  });
  return reply.redirect(addressOf(form), 303);
};
