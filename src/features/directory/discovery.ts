import { schemaOf } from '../../domain/scim.ts';

const schema = 'urn:ietf:params:scim:schemas:core:2.0';

/** What of the protocol is done here (RFC 7643, section 5). */
export const serviceProviderConfig = (base: string) => ({
  schemas: [`${schema}:ServiceProviderConfig`],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: 200 },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'A key made on the page Directory by an administrator of the organisation.',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
});

export const resourceTypes = (base: string) =>
  (['User', 'Group'] as const).map((name) => ({
    schemas: [`${schema}:ResourceType`],
    id: name,
    name,
    endpoint: `/${name}s`,
    schema: name === 'User' ? schemaOf.user : schemaOf.group,
    ...(name === 'User' ? { schemaExtensions: [{ schema: schemaOf.enterprise, required: false }] } : {}),
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${name}` },
  }));

const attribute = (name: string, changes: Readonly<Record<string, unknown>> = {}) => ({
  name,
  type: 'string',
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...changes,
});
const complex = (name: string, subAttributes: readonly unknown[], multiValued = false) =>
  attribute(name, { type: 'complex', multiValued, subAttributes });

const attributesOf = {
  [schemaOf.user]: [
    attribute('userName', { required: true, uniqueness: 'server' }),
    attribute('displayName'),
    complex('name', [attribute('formatted'), attribute('givenName'), attribute('familyName')]),
    attribute('title'),
    attribute('active', { type: 'boolean' }),
    complex(
      'emails',
      [attribute('value'), attribute('type'), attribute('primary', { type: 'boolean' })],
      true,
    ),
  ],
  [schemaOf.enterprise]: [
    complex('manager', [
      attribute('value'),
      attribute('$ref', { type: 'reference', referenceTypes: ['User'], mutability: 'readOnly' }),
      attribute('displayName', { mutability: 'readOnly' }),
    ]),
  ],
  [schemaOf.group]: [
    attribute('displayName', { required: true, uniqueness: 'server' }),
    complex('members', [attribute('value', { mutability: 'immutable' }), attribute('display')], true),
  ],
};

const nameOf = {
  [schemaOf.user]: 'User',
  [schemaOf.enterprise]: 'EnterpriseUser',
  [schemaOf.group]: 'Group',
};

export const schemas = (base: string) =>
  Object.entries(attributesOf).map(([id, attributes]) => ({
    schemas: [`${schema}:Schema`],
    id,
    name: nameOf[id as keyof typeof nameOf],
    attributes,
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
  }));
