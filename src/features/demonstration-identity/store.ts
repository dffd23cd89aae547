import { sql } from 'kysely';
import { asService, type Database } from '../../database/connection.ts';
import { postToday } from '../../database/people.ts';

/** Somebody who may be chosen on the demonstration's sign-in page. */
export type DemonstrationPerson = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly post: string;
  readonly organisation: string;
};

/** Everybody with a post, by organisation (councils first), then by name. */
export const listPeople = (db: Database): Promise<readonly DemonstrationPerson[]> =>
  asService({ db }, (tx) =>
    tx
      .selectFrom('person')
      .innerJoin('organisation', 'organisation.id', 'person.organisation_id')
      .where('left_on', 'is', null)
      .where(sql`app_post(person.id)`, '<>', '')
      .select([
        'person.id',
        'person.name',
        'email',
        postToday(sql.ref('person.id')).as('post'),
        'organisation.name as organisation',
      ])
      .orderBy('organisation.kind')
      .orderBy('organisation.name')
      .orderBy('person.name')
      .execute(),
  );
