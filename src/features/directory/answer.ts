import { createHash } from 'node:crypto';
import { postInWords } from '../../domain/post.ts';
import { nameParts, type ScimProblem, schemaOf } from '../../domain/scim.ts';
import type { GroupRow } from './groups-store.ts';
import type { UserRow } from './users-store.ts';

type Resource = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly meta: { readonly resourceType: string; readonly location: string; readonly version: string };
};

/** A resource with where it is and which version this is: a hash of what it says. */
const versioned = (
  kind: 'User' | 'Group',
  base: string,
  { id, ...resource }: { readonly id: string } & Readonly<Record<string, unknown>>,
): Resource => {
  const sha256 = createHash('sha256').update(JSON.stringify(resource)).digest('hex');
  const location = `${base}/${kind}s/${id}`;
  return { ...resource, id, meta: { resourceType: kind, location, version: `W/"${sha256.slice(0, 16)}"` } };
};

export const userResource = (row: UserRow, base: string, today: string): Resource => {
  const title = row.title === '' && row.post !== '' ? postInWords(row.post) : row.title;
  return versioned('User', base, {
    schemas: [schemaOf.user, schemaOf.enterprise],
    id: row.id,
    ...(row.directoryId === null ? {} : { externalId: row.directoryId }),
    userName: row.email,
    displayName: row.name,
    name: { formatted: row.name, ...nameParts(row.name) },
    ...(title === '' ? {} : { title }),
    active: row.leftOn === null || row.leftOn > today,
    emails: [{ type: 'work', primary: true, value: row.email }],
    ...(row.managerId === null
      ? {}
      : {
          [schemaOf.enterprise]: {
            manager: {
              value: row.managerId,
              $ref: `${base}/Users/${row.managerId}`,
              displayName: row.managerName,
            },
          },
        }),
  });
};

export const groupResource = (row: GroupRow, base: string): Resource =>
  versioned('Group', base, {
    schemas: [schemaOf.group],
    id: row.id,
    ...(row.directoryId === null ? {} : { externalId: row.directoryId }),
    displayName: row.name,
    members: row.members.map(({ id, name }) => ({
      value: id,
      $ref: `${base}/Users/${id}`,
      type: 'User',
      display: name,
    })),
  });

export const listResponse = (
  resources: readonly unknown[],
  { total, start }: { readonly total: number; readonly start: number },
) => ({
  schemas: [schemaOf.list],
  totalResults: total,
  startIndex: start,
  itemsPerPage: resources.length,
  Resources: resources,
});

export const errorBody = ({
  status,
  type,
  detail,
}: Omit<ScimProblem, 'status'> & { readonly status: number }) => ({
  schemas: [schemaOf.error],
  status: String(status),
  ...(type === undefined ? {} : { scimType: type }),
  detail,
});
