import { asService } from '../src/database/connection.ts';
import type { TestApp } from './app.ts';

export type Requests = Awaited<ReturnType<typeof requestsOf>>;

/** Requests about the example child, as the records officer records them and gathers for them. */
export const requestsOf = async (running: TestApp) => {
  const child = await asService(running.service, (tx) =>
    tx.selectFrom('child').select(['case_number', 'born_on']).executeTakeFirstOrThrow(),
  );
  const fields = (changes: Record<string, string> = {}) => ({
    asker: 'child',
    about: 'child',
    name: 'robin oldroyd',
    caseNumber: child.case_number,
    'bornOn-day': '4',
    'bornOn-month': '5',
    'bornOn-year': '2018',
    identityProof: 'His social worker knows him',
    'receivedOn-day': '31',
    'receivedOn-month': '3',
    'receivedOn-year': '2026',
    ...changes,
  });
  const record = async (changes: Record<string, string> = {}): Promise<string> => {
    const tess = await running.as('records');
    const answer = await tess.post('/subject-access/new', fields(changes));
    if (answer.status !== 303) throw new Error(answer.body);
    return answer.location ?? '';
  };
  const itemsOf = (path: string) =>
    asService(running.service, (tx) =>
      tx
        .selectFrom('subject_item')
        .where('request_id', '=', path.split('/').at(-1) ?? '')
        .orderBy('position')
        .selectAll()
        .execute(),
    );
  /** Records a request, confirms everybody found and gathers. */
  const gathered = async (changes: Record<string, string> = {}) => {
    const path = await record(changes);
    const tess = await running.as('records');
    const page = await tess.get(`${path}/people`);
    const people = [...page.body.matchAll(/name="people"[^>]*value="([^"]+)"/g)].map(
      ([, value = '']) => value,
    );
    for (const one of people) await tess.post(`${path}/people`, { people: one });
    const answer = await tess.post(`${path}/gather`, {});
    if (answer.status !== 303) throw new Error(answer.body);
    return { path, items: await itemsOf(path) };
  };
  return { fields, record, itemsOf, gathered };
};
