import type { FastifyInstance } from 'fastify';

export type Route = { readonly method: string; readonly path: string };

/** Every route that the running application has, read from itself. */
export const routesOf = (app: FastifyInstance): readonly Route[] => {
  const parents: string[] = [];
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, tree = '', part = '', methods = ''] = /^([ │├└─]*── )(.*) \(([A-Z, ]+)\)$/.exec(line) ?? [];
      if (part === '') return [];
      const depth = tree.length / 4 - 1;
      parents.splice(depth, Infinity, part);
      const path = parents.join('').replace('//', '/');
      return methods.split(', ').map((method) => ({ method, path }));
    });
};
