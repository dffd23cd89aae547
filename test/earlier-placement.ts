import { randomInt, randomUUID } from 'node:crypto';
import { asService, type Database } from '../src/database/connection.ts';
import type { Tables } from '../src/database/tables.ts';
import { addCarers } from '../src/database/vault.ts';
import { referenceFrom } from '../src/domain/reference.ts';
import type { ExampleCase, StaffKey } from './example-case.ts';
import { testVault } from './vault-key.ts';

type Options = {
  readonly endedOn: string;
  readonly childIds?: readonly string[];
  readonly carerEmails?: readonly string[];
  readonly roles?: readonly (readonly [StaffKey, Tables['case_role']['role']])[];
  readonly ending?: 'planned' | 'unplanned' | 'abrupt';
  /** Whose council's it is. */
  readonly of?: StaffKey;
};

/** Puts another placement into the database, of the year before the day on which it ended, that the asker is not on. */
export const addEarlierPlacement = (db: Database, example: ExampleCase, options: Options): Promise<string> =>
  asService({ db }, async (tx) => {
    const { endedOn, childIds = [], carerEmails = [], roles = [], ending = 'unplanned' } = options;
    const actor = example.actors[options.of ?? 'otherteam'];
    const placement_id = randomUUID();
    const from_on = `${Number(endedOn.slice(0, 4)) - 1}${endedOn.slice(4)}`;
    const { organisationId: organisation_id } = actor;
    await tx
      .insertInto('placement')
      .values({
        ...{ id: placement_id, organisation_id, kind: 'adoptive', agency_name: 'Adoption East Midlands' },
        ...{ family_source: 'regional-agency', started_on: from_on, ended_on: endedOn },
      })
      .execute();
    for (const child_id of childIds)
      await tx.insertInto('placement_child').values({ placement_id, child_id }).execute();
    await addCarers(
      tx,
      testVault,
      { id: placement_id, organisationId: organisation_id },
      carerEmails.map((email) => ({ name: 'Somebody', email, phone: '', address: '' })),
    );
    for (const [key, role] of roles)
      await tx
        .insertInto('case_role')
        .values({ id: randomUUID(), placement_id, person_id: example.people[key], role, from_on })
        .execute();
    await tx
      .insertInto('disruption')
      .values({
        ...{ id: randomUUID(), organisation_id, placement_id, stage: 'before-order', ending },
        ...{ reference: referenceFrom(randomInt(2 ** 48 - 1)), broke_down_on: endedOn, account: 'It ended.' },
        ...{ procedure_id: 'derby-city/adoption', procedure_version: '2020-11' },
        ...{ recorded_by: actor.id, recorded_at: new Date(`${endedOn}T12:00:00Z`) },
      })
      .execute();
    return placement_id;
  });
