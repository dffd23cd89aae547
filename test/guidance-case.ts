import { randomInt, randomUUID } from 'node:crypto';
import { asService } from '../src/database/connection.ts';
import { addCarers } from '../src/database/vault.ts';
import type { PlacementKind } from '../src/domain/facts.ts';
import { referenceFrom } from '../src/domain/reference.ts';
import type { TestApp } from './app.ts';

/** A case as its row would have it: an ending unless the stage says that the placement is at risk. */
type Options = {
  readonly kind?: PlacementKind;
  readonly stage?: 'in-placement' | 'at-risk';
  readonly procedure?: { readonly id: string; readonly version: string };
};

const guidance = { id: 'guidance-2017/disruption-meetings', version: '2017' };

const roles = [
  ['amina', 'child-social-worker'],
  ['gareth', 'team-manager'],
  ['helen', 'service-manager'],
  ['iro', 'iro'],
] as const;

/** Puts a placement other than the example one into the database, with an open case of it since 1 March 2026. */
export const addGuidanceCase = (
  { service, example }: TestApp,
  { kind = 'foster-long-term', stage = 'in-placement', procedure = guidance }: Options = {},
): Promise<{ readonly id: string; readonly placementId: string }> =>
  asService(service, async (tx) => {
    const ids = { id: randomUUID(), placementId: randomUUID(), childId: randomUUID() };
    const { organisationId } = example.actors.amina;
    await tx
      .insertInto('placement')
      .values({
        id: ids.placementId,
        organisation_id: organisationId,
        kind,
        provider: 'in-house',
        agency_name: 'Derby City Council',
        family_source: null,
        started_on: '2025-06-02',
        created_by: example.people.amina,
      })
      .execute();
    await tx
      .insertInto('child')
      .values({
        id: ids.childId,
        organisation_id: organisationId,
        given_name: 'Wren',
        family_name: 'Castellane',
        born_on: '2014-09-09',
        case_number: `DC-${ids.childId.slice(0, 8)}`,
      })
      .execute();
    await tx
      .insertInto('placement_child')
      .values({ placement_id: ids.placementId, child_id: ids.childId })
      .execute();
    await addCarers(tx, service, { id: ids.placementId, organisationId }, [
      { name: 'Ngozi Adair', email: `${ids.placementId}@adair.example`, phone: '', address: '' },
    ]);
    for (const [key, role] of roles) {
      const who = { placement_id: ids.placementId, person_id: example.people[key] };
      await tx
        .insertInto('case_role')
        .values({ id: randomUUID(), ...who, role, from_on: '2025-06-02' })
        .execute();
      await tx
        .insertInto('placement_access')
        .values({ ...who, capacity: role })
        .execute();
    }
    await tx
      .insertInto('disruption')
      .values({
        id: ids.id,
        organisation_id: organisationId,
        placement_id: ids.placementId,
        reference: referenceFrom(randomInt(2 ** 48 - 1)),
        broke_down_on: '2026-03-01',
        stage,
        ending: stage === 'at-risk' ? null : 'unplanned',
        account: 'Wren asked to move, and went to stay with an aunt.',
        procedure_id: procedure.id,
        procedure_version: procedure.version,
        recorded_by: example.people.amina,
        recorded_at: service.clock(),
      })
      .execute();
    return { id: ids.id, placementId: ids.placementId };
  });
