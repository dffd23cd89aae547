import type { FastifyInstance } from 'fastify';
import { mostBytesOfFile } from '../../domain/files/format.ts';
import type { GuestAct } from '../../domain/guest-act.ts';
import { GUEST_LIMIT } from '../../web/security.ts';
import type { Service } from '../service.ts';
import { askForCode, checkCode } from './give-code.ts';
import { postFile, sendOwnFile } from './give-file.ts';
import { finish, leave, openLink, showFinished, showStart } from './open-link.ts';
import { postOwnPage, showOwnPage } from './see-own-page.ts';
import { sendPackFile, showPack } from './see-pack.ts';
import { postFeedback, showFeedbackForm } from './tell-how-it-was.ts';

/** A route for a child who holds a private link, and what the audit calls it. */
const child = (act: GuestAct) => ({ config: { may: 'guest', act, ...GUEST_LIMIT } }) as const;

/** A child speaks into the microphone of their own phone, when they press the button and their browser has asked them. */
const hear = async (
  _request: unknown,
  reply: { readonly header: (name: string, value: string) => unknown },
): Promise<void> => {
  reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(self), payment=(), usb=()');
};

/** A child's own page, behind a private link and a code: they write, give it when they want to, and read what came of it. */
export const childPageFeature = (app: FastifyInstance, service: Service): void => {
  app.get('/mine/:token', child('open-link'), openLink(service));
  app.get('/mine', child('see-start'), showStart(service));
  // An answer to these forms may be a page of its own: loaded again, its address begins anew.
  for (const path of ['/mine/code', '/mine/code/check', '/mine/file'])
    app.get(path, child('see-start'), showStart(service));
  app.post('/mine/code', child('ask-for-code'), askForCode(service));
  app.post('/mine/code/check', child('give-code'), checkCode(service));
  app.get('/mine/page', { ...child('see-own-page'), onSend: hear }, showOwnPage(service));
  app.post('/mine/page', { ...child('give-words'), onSend: hear }, postOwnPage(service));
  const takesFile = { mostBytes: mostBytesOfFile };
  const file = { config: { ...child('give-file').config, takesFile }, onSend: hear };
  app.post('/mine/file', file, postFile(service));
  app.get('/mine/files/:viewId', child('see-own-file'), sendOwnFile(service));
  app.get('/mine/pack', child('see-pack'), showPack(service));
  app.get('/mine/pack/files/:fileId', child('see-pack-file'), sendPackFile(service));
  app.get('/mine/feedback', child('see-feedback-form'), showFeedbackForm(service));
  app.post('/mine/feedback', child('give-feedback'), postFeedback(service));
  app.post('/mine/finish', child('finish'), finish(service));
  app.get('/mine/finished', child('see-finished'), showFinished(service));
  app.get('/mine/leave', child('leave'), leave(service));
};
