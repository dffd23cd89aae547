import { createHash, randomUUID } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';
import { isReadableCouncilColour } from './council-colour.ts';

const project = join(import.meta.dirname, '../..');
const govukScript = 'node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js';
const brotli = promisify(brotliCompress);

/**
 * Compiles the styles and copies the scripts into `<directory>/<version>/`, and returns the version: a hash of
 * everything they are made from, so that a second start finds the work done and a browser may keep what it has.
 */
export const buildAssets = async (directory: string): Promise<string> => {
  const own = globSync('assets/*.{scss,mjs,svg}', { cwd: project }).sort();
  const hash = createHash('sha256');
  for (const source of [...own, 'src/web/assets.ts', 'node_modules/govuk-frontend/package.json'])
    hash.update(`${source}\0`).update(readFileSync(join(project, source)));
  const version = hash.digest('hex').slice(0, 12);
  const finished = join(directory, version);
  if (existsSync(finished)) return version;

  const unfinished = join(directory, `${version}.${randomUUID()}`);
  await mkdir(unfinished, { recursive: true });
  await writeBoth(join(unfinished, 'application.css'), await compiledStyles());
  for (const source of [...own.filter((path) => !path.endsWith('.scss')), govukScript])
    await writeBoth(join(unfinished, basename(source)), await readFile(join(project, source)));
  await putInPlace(unfinished, finished);
  const outdated = (await readdir(directory)).filter((name) => !name.startsWith(version));
  for (const name of outdated) await rm(join(directory, name), { recursive: true });
  return version;
};

/** Serves what `buildAssets` wrote, and each council's colour, under /assets/: to anyone, to be kept for a year. */
export const assetRoutes: FastifyPluginAsync<{ readonly directory: string }> = async (app, { directory }) => {
  const kept = { maxAge: '365d', immutable: true } as const;
  await app.register(fastifyStatic, {
    root: directory,
    prefix: '/assets/',
    preCompressed: true,
    index: false,
    ...kept,
  });
  app.get<{ Params: { colour: string } }>(
    '/assets/organisation/:colour(^[0-9a-f]{6}).css',
    async ({ params: { colour } }, reply) =>
      isReadableCouncilColour(`#${colour}`)
        ? reply
            .headers({
              'content-type': 'text/css; charset=utf-8',
              'cache-control': 'public, max-age=31536000, immutable',
            })
            .send(`:root{--council-colour:#${colour}}`)
        : reply.callNotFound(),
  );
};

const compiledStyles = async (): Promise<string> => {
  const { compile, NodePackageImporter } = await import('sass'); // slow to load, and rarely needed
  const importers = [new NodePackageImporter(project)];
  return compile(join(project, 'assets/application.scss'), { importers, style: 'compressed' }).css;
};

const writeBoth = async (path: string, content: string | Buffer): Promise<void> => {
  await writeFile(path, content);
  await writeFile(`${path}.br`, await brotli(content));
};

/** Another process may have finished the same version first: then theirs is used. */
const putInPlace = async (unfinished: string, finished: string): Promise<void> => {
  try {
    await rename(unfinished, finished);
  } catch (error) {
    if (!existsSync(finished)) throw error;
    await rm(unfinished, { recursive: true });
  }
};
