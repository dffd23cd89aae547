import multipart, { type Multipart, type MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { addField } from './typed.ts';

/** A file that came with a form. It is held in memory, and is nowhere on disk. */
export type Upload = { readonly bytes: Uint8Array; readonly isTooLarge: boolean };

/** A file as it comes: it is read before the next one is asked for, or passed over. */
export type StreamedFile = {
  readonly field: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Whether more came than a file may be; known once it is read. */
  readonly isTooLarge: () => boolean;
};

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Only for a form that a file comes with, with how large it may be; everywhere else such a form is refused. */
    takesFile?: true | { readonly mostBytes: number; readonly isStreamed?: true };
  }
  interface FastifyRequest {
    upload: Upload | null;
    /** The files of a form whose route says that it reads them as they come; the fields before them are read already. */
    filesComing: AsyncIterable<StreamedFile> | null;
  }
}

/** Of a file where a route says nothing else, and of any text beside it: 20,000 rows of 250 letters. */
export const MOST_BYTES_OF_FILE = 5_000_000;
/** Of a whole form: what is longer than a file may be is read this far, so that the page can say that the file is too large. */
const MOST_BYTES_OF_FORM = 20_000_000;

const refusedWith = (statusCode: number, why: string): Error => Object.assign(new Error(why), { statusCode });

/**
 * Lets a form come with a file, on the routes that say so. For the root, before `protect`: a form is taken apart before
 * its token is asked for, and after it is known who sends it.
 */
export const takeFiles = async (app: FastifyInstance): Promise<void> => {
  app.decorateRequest('upload', null);
  app.decorateRequest('filesComing', null);
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: {
      fileSize: MOST_BYTES_OF_FILE,
      fieldSize: MOST_BYTES_OF_FILE,
      fieldNameSize: 100,
      files: 1,
      fields: 40,
    },
  });
  app.addHook('preValidation', async (request) => {
    if (!request.isMultipart()) return;
    const { takesFile } = request.routeOptions.config;
    if (takesFile === undefined) throw refusedWith(415, 'no file is taken here');
    // Every browser says how long a form with a file is.
    const isStreamed = takesFile !== true && takesFile.isStreamed === true;
    const most = isStreamed ? takesFile.mostBytes : MOST_BYTES_OF_FORM;
    if (!(Number(request.headers['content-length']) <= most)) throw refusedWith(413, 'too large a form');
    try {
      if (isStreamed) return await beginForm(request, takesFile.mostBytes);
      await readForm(request, takesFile === true ? MOST_BYTES_OF_FILE : takesFile.mostBytes);
    } catch (error) {
      // What the reader of such forms cannot read, the browser sent wrongly.
      throw Object.assign(error as Error, {
        statusCode: (error as { statusCode?: number }).statusCode ?? 400,
      });
    }
  });
};

const readForm = async (request: FastifyRequest, fileSize: number): Promise<void> => {
  const typed: Parameters<typeof addField>[0] = Object.create(null);
  for await (const part of request.parts({ limits: { fileSize } })) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
      // A browser sends an empty part without a name where no file was chosen.
      if (part.filename) request.upload = { bytes, isTooLarge: part.file.truncated };
    } else {
      if (typeof part.value !== 'string') throw refusedWith(400, 'a field that is no text');
      if (part.valueTruncated) throw refusedWith(413, 'too long a field');
      addField(typed, part.fieldname, part.value);
    }
  }
  request.body = typed;
};

/** Files of one form, each for one kind. */
const MOST_FILES = 8;

/** Reads the fields of a form up to its first file, and leaves the files to be read as they come. */
const beginForm = async (request: FastifyRequest, fileSize: number): Promise<void> => {
  const typed: Parameters<typeof addField>[0] = Object.create(null);
  const parts = request.parts({ limits: { fileSize, files: MOST_FILES } });
  request.body = typed;
  for (;;) {
    const { done, value: part } = await parts.next();
    if (done) return;
    if (part.type === 'file') {
      request.filesComing = filesFrom(part, parts);
      return;
    }
    if (typeof part.value !== 'string' || part.valueTruncated)
      throw refusedWith(400, 'a field that is no text');
    addField(typed, part.fieldname, part.value);
  }
};

async function* filesFrom(
  first: MultipartFile,
  rest: AsyncIterable<Multipart>,
): AsyncGenerator<StreamedFile> {
  const streamed = ({ fieldname, file }: MultipartFile): StreamedFile => ({
    field: fieldname,
    bytes: file,
    isTooLarge: () => file.truncated,
  });
  // A browser sends an empty part without a name where no file was chosen.
  if (first.filename) yield streamed(first);
  first.file.resume();
  for await (const part of rest) {
    if (part.type !== 'file') continue;
    if (part.filename) yield streamed(part);
    part.file.resume();
  }
}
