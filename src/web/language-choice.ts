import type { FastifyReply, FastifyRequest } from 'fastify';
import { isPageLanguage, type PageLanguage } from '../domain/language.ts';
import { type HostCookie, hostCookie } from './cookies.ts';
import type { Shell } from './page.ts';

type Asking = Pick<FastifyRequest, 'query' | 'cookies' | 'method'>;
type Serving = { readonly publicUrl: string };

/** What the pages behind a private link are in. It says nothing of who reads them, and goes when they finish. */
export const languageCookie = ({ publicUrl }: Serving): HostCookie => hostCookie(publicUrl, 'language');

const askedFor = ({ query }: Asking): unknown => (query as { readonly language?: unknown }).language;

/** The language asked for in the address, or else the one asked for before. */
export const languageOf = (serving: Serving, request: Asking): PageLanguage =>
  [askedFor(request), request.cookies[languageCookie(serving).name]].find(isPageLanguage) ?? 'en';

/** Asks in an address for the language of the page before. */
export const inTheSame = (language: PageLanguage): string =>
  language === 'en' ? '' : `?language=${language}`;

/**
 * The language of a page, and whether it can be had in another: the answer to a form has no address to ask for it by. One
 * that is asked for in the address is kept for the pages after it, where there is a link to keep it for.
 */
export const chooseLanguage = (
  serving: Serving,
  request: Asking,
  reply: FastifyReply,
  { isKept }: { readonly isKept: boolean },
): Pick<Shell, 'language' | 'offersLanguages'> => {
  const language = languageOf(serving, request);
  if (isKept && isPageLanguage(askedFor(request))) {
    const { name, options } = languageCookie(serving);
    reply.setCookie(name, language, options);
  }
  return { language, offersLanguages: request.method === 'GET' };
};
