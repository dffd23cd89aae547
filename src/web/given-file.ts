import type { FastifyReply } from 'fastify';
import { type FileFormat, fileFormats } from '../domain/files/format.ts';

/**
 * Sends a file that somebody gave, under a name that says nothing of anybody: to be saved, or to be seen or heard in its page.
 * Opened by itself it is never a page of ours: nothing in it runs, and a browser takes it for nothing but what it is.
 */
export const sendGivenFile = (
  reply: FastifyReply,
  { format, bytes }: { readonly format: FileFormat; readonly bytes: Buffer },
  disposition: 'attachment' | 'inline' = 'attachment',
): FastifyReply => {
  const { mediaType, ending } = fileFormats[format];
  return reply
    .type(mediaType)
    .header('content-disposition', `${disposition}; filename="file.${ending}"`)
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .send(bytes);
};
