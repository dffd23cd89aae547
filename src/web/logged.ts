type Failure = {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly stack?: string;
};

/** Words that a database puts values into: which rule was broken says enough, and who by is in no log. */
const isFromDatabase = ({ code = '' }: Failure): boolean => /^[0-9A-Z]{5}$/.test(code);

/**
 * What a log line has of a request, an answer and an error: the route and not the address, which ids and names may be in;
 * of an error its kind and where it happened, and of one from the database not its words, which quote what people typed.
 */
export const logged = {
  req: (request: {
    readonly method: string;
    readonly routeOptions?: { readonly url?: string | undefined };
  }) => ({
    method: request.method,
    route: request.routeOptions?.url ?? 'none',
  }),
  res: (reply: { readonly statusCode?: number }) => ({ statusCode: reply.statusCode ?? 0 }),
  err: (error: Failure) => {
    const place =
      error.stack
        ?.split('\n')
        .filter((line) => /^\s+at /.test(line))
        .join('\n') ?? '';
    return {
      type: error.name ?? 'Error',
      code: error.code ?? '',
      message: isFromDatabase(error) ? 'The database refused a statement' : (error.message ?? ''),
      stack: place,
    };
  },
};
