import type { FastifyReply } from 'fastify';
import { type FileFormat, fileFormats } from '../domain/files/format.ts';

/**
 * Sends a file that somebody gave: to be saved, under a name that says nothing of anybody, and nothing in it runs. A page of
 * ours shows it where it is a picture; opened by itself it is never a page.
 */
export const sendGivenFile = (
  reply: FastifyReply,
  { format, bytes }: { readonly format: FileFormat; readonly bytes: Buffer },
): FastifyReply => {
  const { mediaType, ending } = fileFormats[format];
  return reply
    .type(mediaType)
    .header('content-disposition', `attachment; filename="file.${ending}"`)
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
    .send(bytes);
};
