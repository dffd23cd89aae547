import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { type Html, html } from './html.ts';
import { page, plainPage } from './page.ts';
import { shellFor } from './visitor.ts';

type Words = { readonly title: string; readonly says: readonly (string | Html)[] };

const signedOut: Words = {
  title: 'You have been signed out',
  says: [
    html`Nothing you typed is lost. <a class="govuk-link" href="/sign-in" target="_blank" rel="noopener">Sign in again (opens in a new tab)</a>, then come back here.`,
    'Reload this page. Your browser will ask whether to send the form again: choose to send it.',
  ],
};
const signInAgain: Words = {
  title: 'Sign in again to go on',
  says: [
    html`Nothing you typed is lost, and nothing has been saved yet. This step asks for somebody who has signed in within the last few minutes. <a class="govuk-link" href="/sign-in?again=yes" target="_blank" rel="noopener">Sign in again (opens in a new tab)</a>, then come back here.`,
    'Reload this page. Your browser will ask whether to send the form again: choose to send it.',
  ],
};
const foreignForm: Words = {
  title: 'We could not accept that form',
  says: [
    'The page it was on was opened in another way, or so long ago that it is no longer valid. Nothing has been saved.',
    'Go back, copy anything you have typed, reload the page and send it again.',
  ],
};
const notFound: Words = {
  title: 'Page not found',
  says: [
    'If you typed or pasted the address, check that it is complete.',
    'The page may also be about a case that you cannot open.',
  ],
};
const tooMuch: Words = {
  title: 'That was too much to send at once',
  says: ['Nothing has been saved. Go back, shorten the text, and send the form again.'],
};
const tooMany: Words = { title: 'Too many requests', says: [] };

/** When to come back, in words: the seconds that the answer's header has, and a minute where it has none. */
const comeBackIn = (seconds: number): string => {
  const minutes = Math.ceil(seconds / 60);
  const wait = minutes <= 1 ? 'a minute' : minutes < 60 ? `${minutes} minutes` : 'an hour';
  return `You, or others on your network, asked for more than this service answers. Wait ${wait}, then reload this page. Nothing you typed is lost.`;
};
const notUnderstood: Words = {
  title: 'We could not understand that request',
  says: ['Nothing has been saved. Go back, reload the page and try again.'],
};
const broken: Words = {
  title: 'Sorry, there is a problem with the service',
  says: ['Try again in a few minutes. Sending the same form again is safe: it will not be saved twice.'],
};

const statuses = {
  'signed-out': 401,
  'no-directory': 401,
  'no-delivery-service': 404,
  'sign-in-again': 401,
  'foreign-form': 403,
} as const;
const byCode: Readonly<Record<string, Words>> = {
  'signed-out': signedOut,
  'sign-in-again': signInAgain,
  'foreign-form': foreignForm,
  FST_CSRF_MISSING_SECRET: foreignForm,
  FST_CSRF_INVALID_TOKEN: foreignForm,
};
const byStatus: Readonly<Record<number, Words>> = { 404: notFound, 413: tooMuch, 429: tooMany };

/** An error to throw where a request is refused before any feature has seen it. */
export const refusal = (code: keyof typeof statuses): Error =>
  Object.assign(new Error(code), { code, statusCode: statuses[code] });

/** True for a request that changes nothing. */
export const isReading = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD';

/** True for a script of ours, which reads JSON, and not for a browser, which shows a page. */
export const wantsJson = ({ headers }: FastifyRequest): boolean =>
  headers.accept?.includes('application/json') ?? false;

/** Answers any error in plain words, and tells only the log what it was: the service's one error handler. */
export const answerError = (
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply => {
  const status = error.statusCode ?? 500;
  if ('rule' in error && typeof error.rule === 'string') request.trail.rule = error.rule;
  if (error.code === 'sign-in-again') request.trail.refusal = 'sign-in-again';
  if (error.code === 'sign-in-again' && isReading(request) && !wantsJson(request))
    return reply.redirect(`/sign-in?again=yes&to=${encodeURIComponent(request.url)}`, 303);
  if (status >= 500) request.log.error(error);
  else request.log.info({ code: error.code }, error.message);
  return answer(
    request,
    reply,
    status,
    byCode[error.code] ?? byStatus[status] ?? (status < 500 ? notUnderstood : broken),
  );
};

/** Answers an address that leads nowhere, and one that leads to what this person may not know exists. */
export const answerNotFound = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  answer(request, reply, 404, notFound);

const answer = (request: FastifyRequest, reply: FastifyReply, status: number, words: Words): FastifyReply => {
  reply.code(status);
  const seconds = Number(reply.getHeader('retry-after') ?? 60);
  if (wantsJson(request))
    return reply.send({ problem: words.title, ...(status === 429 && { retryAfterSeconds: seconds }) });
  const says = status === 429 ? [comeBackIn(seconds)] : words.says;
  const paragraphs = says.map((sentence) => html`<p class="govuk-body">${sentence}</p>`);
  const body = html`<h1 class="govuk-heading-l">${words.title}</h1>${paragraphs}`;
  const shell = shellFor(request, reply);
  // A guest's browser may be shared: even a page that is not there says nothing of what they came for.
  return request.url.startsWith('/private')
    ? reply.html(plainPage({ ...shell, person: null }, { title: words.title, body, exit: '/private/leave' }))
    : reply.html(page(shell, { title: words.title, body }));
};
