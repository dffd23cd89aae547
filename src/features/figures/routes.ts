import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Transaction } from '../../database/connection.ts';
import { writeCsv } from '../../domain/csv.ts';
import { isPopulation, type PopulationKey, populationKeys, populationOf } from '../../domain/figure.ts';
import { spanInWords } from '../../domain/quarter.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { notThere } from '../case-door.ts';
import { withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { figuresView, methodView, populationView } from './see-figures.view.ts';
import { type Picture, picturesOf } from './shown.ts';
import { loadSnapshots, regionsWithCouncils, type Snapshot } from './store.ts';

type Visit = FastifyRequest<{
  Params: { readonly population: string; readonly snapshot?: string; readonly file?: string };
  Querystring: Typed;
}>;

const keyIn = ({ params }: Visit): PopulationKey => {
  if (!isPopulation(params.population)) throw notThere();
  return params.population;
};

/** What councils and factors are called. */
const namesIn = async ({ factorLists }: Service, tx: Transaction): Promise<ReadonlyMap<string, string>> => {
  const councils = [...(await regionsWithCouncils(tx)).values()].flat();
  return new Map([
    ...factorLists.flatMap(({ factors }) => factors.map(({ key, title }) => [key, title] as const)),
    ...councils.map(({ id, name }) => [id, name] as const),
  ]);
};

const read = (service: Service, request: Visit, wanted: string) => {
  const key = keyIn(request);
  return withPost(service, signedIn(request), 'see-figures', async (tx) => {
    const spans = await loadSnapshots(tx, key);
    const snapshot = wanted === '' ? spans.at(-1) : spans.find(({ id }) => id === wanted);
    if (wanted !== '' && snapshot === undefined) throw notThere();
    const names = await namesIn(service, tx);
    const pictures = snapshot === undefined ? [] : picturesOf(key, { spans, snapshot, names });
    return { key, spans, snapshot, pictures };
  });
};

const showFigures = (service: Service) => async (request: FastifyRequest, reply: FastifyReply) => {
  const latest = await withPost(service, signedIn(request), 'see-figures', async (tx) => {
    const all: { key: PopulationKey; snapshot: Snapshot | undefined }[] = [];
    for (const key of populationKeys) all.push({ key, snapshot: (await loadSnapshots(tx, key)).at(-1) });
    return all;
  });
  return reply.html(figuresView(shellFor(request, reply), latest));
};

const showMethod = (service: Service) => async (request: FastifyRequest, reply: FastifyReply) => {
  await withPost(service, signedIn(request), 'see-figures', async () => undefined);
  return reply.html(methodView(shellFor(request, reply)));
};

const showPopulation = (service: Service) => async (request: Visit, reply: FastifyReply) =>
  reply.html(
    populationView(shellFor(request, reply), await read(service, request, readText(request.query, 'span'))),
  );

/** What the table means, for a computer (W3C, Metadata Vocabulary for Tabular Data). */
const csvw = (picture: Picture, about: { readonly url: string; readonly title: string }) => ({
  '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
  url: about.url,
  'dc:title': about.title,
  'dc:description': picture.says,
  notes: 'c: too few to show, or too much of one council. Numbers are to the nearest five.',
  tableSchema: {
    columns: [
      { name: 'label', titles: picture.headings[0], datatype: 'string', required: true },
      { name: 'value', titles: picture.headings[1], datatype: 'number', null: ['c'] },
    ],
    primaryKey: 'label',
  },
});

const sendFile = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const [, wanted = '', format = ''] =
    /^([a-z]+)\.(svg|csv|csv-metadata\.json)$/.exec(request.params.file ?? '') ?? [];
  const { key, snapshot, pictures } = await read(service, request, request.params.snapshot ?? '');
  const picture = pictures.find((one) => one.key === wanted);
  if (picture === undefined || snapshot === undefined) throw notThere();
  const named = `${key}-${snapshot.until}-${picture.key}`;
  const give = (type: string, ending: string) =>
    reply.type(type).header('content-disposition', `attachment; filename="${named}.${ending}"`);
  if (format === 'svg') return give('image/svg+xml', format).send(String(picture.svg));
  if (format === 'csv')
    return give('text/csv; charset=utf-8', format).send(
      writeCsv(
        [...picture.headings],
        picture.rows.map(([label, value]) => [label, value === null ? 'c' : String(value)]),
      ),
    );
  const title = `${populationOf(key).title}, ${spanInWords(snapshot)}: ${picture.title}`;
  return give('application/csvm+json', format).send(
    JSON.stringify(csvw(picture, { url: `${named}.csv`, title })),
  );
};

/** Numbers of the whole region, in which nobody can be told (docs/domain.md, 4.11). */
export const figuresFeature = (app: FastifyInstance, service: Service): void => {
  const sees = { config: { may: 'see-figures' } } as const;
  app.get('/figures', sees, showFigures(service));
  app.get('/figures/method', sees, showMethod(service));
  app.get('/figures/:population', sees, showPopulation(service));
  app.get('/figures/:population/:snapshot/:file', sees, sendFile(service));
};
