import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { z } from 'zod';
import { asks as schema } from '../procedures/asks-schema.ts';
import { type Asks, askKinds, asksInFull, asksInWords, isShownByStatement, kindOf, shownBy } from './asks.ts';

type Shape = {
  readonly $ref?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly type?: string;
  readonly anyOf?: readonly Shape[];
  readonly items?: Shape;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly $defs?: Readonly<Record<string, Shape>>;
};
const { $defs: shapes = {}, ...whole } = z.toJSONSchema(schema) as Shape;
const shapeAt = (shape: Shape): Shape => shapes[shape.$ref?.split('/').at(-1) ?? ''] ?? shape;
const kinds = shapeAt(whole).properties ?? {};

// Words with which one thing could be taken for two, or for another.
const texts = fc
  .array(fc.constantFrom('the', 'The', 'report', 'and', 'to the', 'on the form', ', ', '; ', '(', '“'), {
    minLength: 1,
    maxLength: 4,
  })
  .map((words) => words.join(' '));

/** Whatever a file can hold in a place, as its schema has it: a key that is new is generated too. */
const anyOf = (shape: Shape): fc.Arbitrary<unknown> => {
  if (shape.$ref !== undefined) return anyOf(shapeAt(shape));
  if (shape.anyOf !== undefined) return fc.oneof(...shape.anyOf.map(anyOf));
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
  if (shape.items !== undefined) return fc.array(anyOf(shape.items), { minLength: 1, maxLength: 3 });
  if (shape.type === 'integer') return fc.integer({ min: 1, max: 1_440 });
  if (shape.type === 'string') return texts;
  const inside = Object.entries(shape.properties ?? {}).map(([key, part]) => [key, anyOf(part)] as const);
  return fc.record(Object.fromEntries(inside), {
    requiredKeys: [...(shape.required ?? [])],
    noNullPrototype: true,
  });
};
const asksOf = (kind: string, carried: unknown) => ({ [kind]: carried }) as unknown as Asks;
/** Two things asked for, of one kind. */
const pairs = fc.oneof(
  ...Object.entries(kinds).map(([kind, shape]) => {
    const any = anyOf(shape).map((carried) => asksOf(kind, carried));
    return fc.tuple(any, any);
  }),
);

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Everything that is `one` but for one place, at any depth, where it is as `other`. */
const nearTo = (one: unknown, other: unknown): readonly unknown[] => {
  if (!isMap(one) || !isMap(other)) return [other];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) => {
    const { [key]: mine, ...rest } = one;
    if (!(key in other)) return [rest];
    return (key in one ? nearTo(mine, other[key]) : [other[key]]).map((part) => ({ ...rest, [key]: part }));
  });
};

/** The same with its keys the other way round, and without what is meant when nothing is said. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (!isMap(value)) return value;
  const said = Object.entries(value).filter(([key, part]) => key !== 'purpose' || part !== 'learn');
  return Object.fromEntries(said.toReversed().map(([key, part]) => [key, turned(part)]));
};
describe('what a rule asks in full', () => {
  test('differs whenever anything in it differs, in whatever place', () => {
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        for (const near of nearTo(one, other) as readonly Asks[]) {
          const isSame = isDeepStrictEqual(turned(near), turned(one));
          assert.equal(asksInFull(near) === asksInFull(one), isSame, asksInFull(one));
        }
      }),
      { numRuns: 5_000 },
    );
  });

  test('differs from what another kind of rule asks with the very same words', () => {
    fc.assert(
      fc.property(pairs, ([one]) => {
        const kind = kindOf(one);
        for (const other of Object.keys(kinds).filter((name) => name !== kind)) {
          const { success, data } = schema.safeParse(asksOf(other, Object.values(one)[0]));
          if (success) assert.notEqual(asksInFull(data), asksInFull(one));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('does not depend on the order in which its keys were written', () => {
    fc.assert(
      fc.property(pairs, ([one]) => assert.equal(asksInFull(turned(one) as Asks), asksInFull(one))),
      { numRuns: 500 },
    );
  });

  test('quotes the procedure’s own words, so that one thing is not taken for two, nor a name for another', () => {
    const alike: readonly (readonly [Asks, Asks])[] = [
      [{ establish: ['how and why'] }, { establish: ['how', 'why'] }],
      [{ meeting: { name: 'Learning meeting' } }, { meeting: { name: 'learning meeting' } }],
      [
        { report: { name: 'a letter', to: 'chair to the panel' } },
        { report: { name: 'a letter to the chair', to: 'panel' } },
      ],
    ];
    for (const [one, other] of alike) assert.notEqual(asksInFull(one), asksInFull(other));
  });

  const inFull: readonly (readonly [Asks, string])[] = [
    [
      { meeting: { name: 'Learning meeting', shapes: ['two-parts'], 'minutes-long': { from: 90, to: 120 } } },
      'Hold the “Learning meeting” (families first, then professionals), 90 to 120 minutes long',
    ],
    [
      { chair: { 'in-post': ['iro', 'team-manager'], 'independent-of': ['line', 'case'] } },
      'Arrange an independent chair, who is an Independent Reviewing Officer (IRO) or a team manager, independent of the line management of the child’s social worker and this child’s case',
    ],
    [
      { invite: { invited: ['birth-family', 'iro'], 'as-appropriate': ['birth-family'] } },
      'Invite the parents and the Independent Reviewing Officer (IRO), as appropriate: the parents',
    ],
    [
      { report: { name: 'the ending report', to: 'head of service', form: 'ending-report' } },
      'Send “the ending report” to the “head of service”, on the form “ending-report”',
    ],
    [{ support: 'offer an advocate' }, '“offer an advocate”, as support'],
  ];
  for (const [asked, words] of inFull)
    test(`for “${kindOf(asked)}” is readable`, () => assert.equal(asksInFull(asked), words));
});

test('a title leaves out what is long, and is never empty', () => {
  assert.equal(asksInWords({ chair: { 'independent-of': ['line'] } }), 'Arrange an independent chair');
  assert.equal(asksInWords({ chair: {} }), 'Arrange a chair');
  assert.equal(asksInWords({ invite: {} }), 'Convene the meeting');
});

describe('a report', () => {
  const report = { name: 'what was found', to: 'agency that approved the adopters' };

  test('is sent when somebody says so, whatever is released to the panel', () => {
    assert.equal(shownBy({ report }), 'a-statement');
  });

  test('that is the minutes themselves is sent when they are released to the panel, or somebody says so', () => {
    const asked: Asks = { report: { ...report, 'shown-by': 'minutes-to-panel' } };
    assert.equal(shownBy(asked), 'the-panel-copy');
    assert.equal(isShownByStatement(asked), true);
  });
});

test('everything a file can ask for has words', () => {
  assert.deepEqual(Object.keys(kinds).sort(), Object.keys(askKinds).sort());
});
