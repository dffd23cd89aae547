import type { FastifyReply } from 'fastify';
import { type FileFormat, fileFormats } from '../domain/files/format.ts';

/** Sends a file that was taken in, to be seen or heard in its page, under a name that says nothing of whose it is. */
export const sendFile = (
  reply: FastifyReply,
  { format, bytes }: { readonly format: FileFormat; readonly bytes: Buffer },
): FastifyReply => {
  const { mediaType, ending, kind } = fileFormats[format];
  return reply
    .type(mediaType)
    .header('content-disposition', `inline; filename="${kind}.${ending}"`)
    .send(bytes);
};
