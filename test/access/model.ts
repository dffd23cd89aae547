import type { Act, CaseAct, Decision, PostAct, Restriction } from '../../src/domain/access.ts';

/**
 * Who may do which act, once more and by other means than the policy: tables to be read by whoever answers for access.
 * It takes nothing from the policy but types, and the two are held against each other.
 */

/** On a case by name. Columns after the names: opened for a few hours, wants a fresh sign-in, goes on once it is closed. */
const onCase = `
                     csw asw ssw pa  tm  sm  hos iro adm ch  mt  | glass fresh closed
see-disruption       x   x   x   x   x   x   x   x   x   x   x   | x     -     -
see-who-may-open     x   x   x   x   x   x   x   x   x   x   x   | -     -     -
put-on-case          x   -   -   -   x   x   x   -   -   -   -   | -     -     x
take-off-case        x   -   -   -   x   x   x   -   -   -   -   | -     -     x
restrict-case        -   -   -   -   x   x   x   -   -   -   -   | -     -     x
open-vault           x   x   x   x   x   x   x   x   -   -   -   | -     x     x
correct-disruption   x   -   -   -   x   x   x   -   -   -   -   | -     -     -
state-duty-done      x   x   x   x   x   x   x   x   x   -   -   | -     -     -
decide-not-needed    x   x   x   x   x   x   x   x   x   -   -   | -     -     -
decide-on-meeting    x   x   x   x   x   x   x   x   x   -   -   | -     -     -
review-decision      -   -   -   -   x   x   x   -   -   -   -   | -     -     -
pause-case           x   -   -   -   x   x   x   -   -   -   -   | -     -     -
record-outcome       x   -   -   -   x   x   x   -   -   -   -   | -     -     -
change-version       -   -   -   -   x   x   x   -   -   -   -   | -     -     -
convene-meeting      x   -   -   -   x   x   x   -   -   -   -   | -     -     -
confirm-channel      x   x   x   x   x   x   x   -   -   x   x   | -     -     x
keep-apart           x   x   x   x   x   x   x   x   -   x   -   | -     -     -
record-views         x   -   -   -   x   -   -   x   -   x   x   | -     -     -
confirm-sharing      x   -   -   -   -   -   -   -   -   x   -   | -     -     x
record-participation x   -   -   -   -   -   -   -   -   x   x   | -     -     x
support-child        x   x   x   x   x   -   -   x   -   -   -   | -     -     x
open-child-page      x   -   -   -   -   -   -   -   -   -   -   | -     -     x
answer-child         x   -   -   -   -   -   -   -   -   x   -   | -     -     x
agree-answer         -   -   -   -   -   -   -   -   -   x   -   | -     -     x
give-answer          x   -   -   -   -   -   -   -   -   -   -   | -     -     x
contribute           x   x   x   x   x   x   x   x   x   x   x   | -     -     -
answer-times         x   x   x   x   x   x   x   x   x   x   x   | -     -     -
record-contribution  x   x   x   x   x   -   -   -   -   x   -   | -     -     -
mark-contribution    -   -   -   -   -   -   -   -   -   x   -   | -     -     -
protect-details      x   x   x   x   x   x   x   x   -   x   x   | -     -     x
write-minutes        x   -   -   -   -   -   -   -   -   x   x   | -     -     x
send-draft           -   -   -   -   -   -   -   -   -   x   x   | -     -     x
check-minutes        x   x   x   x   x   x   x   x   x   x   x   | -     -     x
agree-minutes        -   -   -   -   -   -   -   -   -   x   -   | -     -     x
prepare-copies       x   -   -   -   x   x   x   -   -   x   x   | -     -     x
release-copies       x   -   -   -   x   x   x   -   -   x   -   | -     x     x
file-minutes         x   -   -   -   x   x   x   -   -   x   x   | -     -     x
take-chronology      x   -   -   -   x   x   x   x   -   -   -   | -     x     x
record-action        x   -   -   -   x   -   -   -   -   x   x   | -     -     x
work-on-action       x   x   x   x   x   x   x   x   x   x   x   | -     -     x
complete-action      x   x   x   x   x   x   x   x   x   x   x   | -     -     x
end-action           -   -   -   -   x   x   x   -   -   -   -   | -     -     x
set-review-day       x   -   -   -   x   x   x   x   -   -   -   | -     -     x
record-arrangement   x   x   x   x   x   x   x   x   x   x   x   | -     -     x
record-follow-up     x   x   x   x   x   x   x   x   x   -   -   | -     -     x
decide-on-resource   -   -   -   -   x   x   x   -   -   -   -   | -     -     x
give-feedback        x   x   x   x   x   x   x   x   x   x   x   | -     -     x
retry-message        x   -   -   -   x   -   -   -   -   x   x   | -     -     x
tell-child           x   -   -   -   x   -   -   -   -   -   -   | -     -     -
build-agenda         x   -   -   -   x   x   x   -   -   x   -   | -     -     -
release-pack         x   -   -   -   x   x   x   -   -   x   -   | -     -     -
print-pack           x   -   -   -   x   x   x   -   -   x   x   | -     -     -
send-now             x   -   -   -   x   x   x   -   -   x   -   | -     -     x
attach-disagreement  x   -   -   -   x   x   x   x   -   x   -   | -     -     x
record-life-event    x   -   -   -   x   x   x   -   -   -   -   | -     -     x
hold-case            -   -   -   -   x   x   x   -   -   -   -   | -     -     x
see-panel-report     x   x   x   x   x   x   x   x   x   x   x   | -     -     -
write-panel-report   x   x   x   x   -   -   -   -   -   -   -   | -     -     x
write-lesson         x   -   -   -   x   x   x   -   -   x   x   | -     -     x
`;

/** By post. After the posts: everybody else who works here, wants a fresh sign-in, and never an administrator. */
const byPost = `
                        sw  tm  sm  hos iro cg  ig  pan ro  ad  ll  | others fresh not-ad
see-what-needs-doing    x   x   x   x   x   x   x   x   x   x   x   | x      -     -
record-disruption       x   x   x   -   -   -   -   -   -   -   -   | -      -     x
break-glass             x   x   x   x   x   -   -   -   -   -   -   | -      x     x
review-break-glass      -   -   -   -   -   x   x   -   -   -   -   | -      -     -
see-sent-to-panel       -   -   -   -   -   -   -   x   -   -   -   | -      -     x
see-open-actions        -   x   x   x   x   -   -   -   -   -   -   | -      -     x
see-dashboard           -   x   x   x   -   -   -   -   -   -   -   | -      -     x
see-feedback            -   x   x   x   x   -   -   -   -   -   x   | -      -     -
read-feedback-words     -   -   -   x   -   -   -   -   -   -   x   | -      -     -
run-panel               -   -   -   -   -   -   -   x   -   -   -   | -      -     x
see-lessons             x   x   x   x   x   x   x   x   x   x   x   | x      -     -
decide-on-lessons       -   -   -   -   -   -   -   -   -   -   x   | -      -     x
see-audit               -   -   -   -   -   -   x   -   -   -   -   | -      -     -
export-audit            -   -   -   -   -   -   x   -   -   -   -   | -      -     -
prepare-subject-access  -   -   -   -   -   -   -   -   x   -   -   | -      x     x
check-subject-access    -   -   -   -   -   x   -   -   x   -   -   | -      x     x
take-bag                -   -   -   -   -   -   -   -   x   -   -   | -      x     x
see-records-due         -   -   -   -   -   -   x   -   x   -   -   | -      -     x
hold-records            -   -   -   -   -   -   x   -   x   -   -   | -      -     x
propose-disposal        -   -   -   -   -   -   -   -   x   -   -   | -      x     x
decide-disposal         -   -   -   -   -   -   x   -   x   -   -   | -      x     x
administer-people       -   -   -   -   -   -   -   -   -   x   -   | -      -     -
import-people           -   -   -   -   -   -   -   -   -   x   -   | -      -     -
connect-directory       -   -   -   -   -   -   -   -   -   x   -   | -      x     -
connect-filing          -   -   -   -   -   -   -   -   -   x   -   | -      x     -
administer-organisation -   -   -   -   -   -   -   -   -   x   -   | -      -     -
bring-return            -   -   -   -   -   -   -   -   -   x   -   | -      -     -
answer-proposal         -   x   x   x   -   -   -   -   -   -   -   | -      -     x
see-figures             x   x   x   x   x   x   x   x   x   x   x   | x      -     -
see-outbox              x   x   x   x   x   x   x   x   x   x   x   | x      -     -
`;

const inFull: Readonly<Record<string, string>> = {
  csw: 'child-social-worker',
  asw: 'adopters-social-worker',
  ssw: 'supervising-social-worker',
  pa: 'personal-adviser',
  tm: 'team-manager',
  sm: 'service-manager',
  hos: 'head-of-service',
  adm: 'agency-decision-maker',
  ch: 'chair',
  mt: 'minute-taker',
  sw: 'social-worker',
  cg: 'caldicott-guardian',
  ig: 'information-governance',
  pan: 'panel-advisor',
  ro: 'records-officer',
  ad: 'administrator',
  ll: 'learning-lead',
};

/** The columns marked for each act of a table. */
const read = (table: string): ReadonlyMap<string, ReadonlySet<string>> => {
  const [heads = '', ...rows] = table.trim().split('\n');
  const columns = heads
    .trim()
    .split(/[\s|]+/)
    .map((head) => inFull[head] ?? head);
  return new Map(
    rows.map((row) => {
      const [act = '', ...marks] = row.split(/[\s|]+/);
      if (marks.length !== columns.length) throw new Error(`${act} has ${marks.length} marks`);
      return [act, new Set(columns.filter((_, index) => marks[index] === 'x'))];
    }),
  );
};

const caseTable = read(onCase);
const postTable = read(byPost);
const marked = (table: ReadonlyMap<string, ReadonlySet<string>>, act: Act, column: string): boolean =>
  table.get(act)?.has(column) ?? false;

/** A post that no column is of: whoever chairs learns from meetings. */
const alsoByPost: Readonly<Record<string, readonly string[]>> = {
  'see-feedback': ['independent-chair'],
};

/** Every act that the tables know, and whether it is about one case. */
export const modelActs = { onCase: [...caseTable.keys()], byPost: [...postTable.keys()] } as const;

/** In which capacities a case is opened, and in which of them their managers come to it as well. */
export const opening = [
  'child-social-worker',
  'adopters-social-worker',
  'supervising-social-worker',
  'personal-adviser',
  'team-manager',
  'service-manager',
  'head-of-service',
  'iro',
  'agency-decision-maker',
  'chair',
  'minute-taker',
] as const;
export const managed: readonly string[] = opening.slice(0, 4);
export const managing: readonly string[] = opening.slice(4, 7);
/** Named on a case, and shut out of it all the same. */
export const shut = ['panel-advisor', 'learning-lead'] as const;

/** How somebody stands to a case: their posts, what they are on it by name, whom they manage, and whether they opened it. */
export type Relation = {
  readonly posts: readonly string[];
  readonly named: readonly string[];
  readonly manages: boolean;
  readonly brokeGlass: boolean;
  readonly restricted: Restriction | null;
};

const no = (rule: Extract<Decision, { allowed: false }>['rule']): Decision => ({ allowed: false, rule });

/** What somebody is on a case, and how they came to it. */
const come = ({ posts, named, manages, brokeGlass, restricted }: Relation) => {
  const names = opening.filter((capacity) => named.includes(capacity)) as readonly string[];
  const above = restricted || !manages ? [] : managing.filter((post) => posts.includes(post));
  const rule = names.length ? 'named' : above.length ? 'manages' : 'break-glass';
  const all = new Set([...names, ...above, ...(brokeGlass && !restricted ? ['glass'] : [])]);
  if (rule !== 'break-glass') all.delete('glass');
  return { rule, all } as const;
};

/** What the policy has to decide of an act on a case. */
export const expectedOnCase = (act: CaseAct, relation: Relation): Decision => {
  if (relation.posts.includes('administrator')) return no('administrator');
  const { rule, all } = come(relation);
  if (all.size === 0) return no('not-on-case');
  if (![...all].some((column) => marked(caseTable, act, column))) return no('capacity');
  const capacities = [...all].map((one) => (one === 'glass' ? 'break-glass' : one));
  const wantsFreshSignIn = relation.restricted !== null || marked(caseTable, act, 'fresh');
  return { allowed: true, rule, capacities, wantsFreshSignIn };
};

/** What the policy has to decide of an act that is about no one case. */
export const expectedByPost = (act: PostAct, posts: readonly string[]): Decision => {
  const may =
    posts.some((post) => marked(postTable, act, post) || alsoByPost[act]?.includes(post)) ||
    marked(postTable, act, 'others');
  if (!may) return no('post');
  if (posts.includes('administrator') && marked(postTable, act, 'not-ad')) return no('administrator');
  return {
    allowed: true,
    rule: 'post',
    capacities: [],
    wantsFreshSignIn: marked(postTable, act, 'fresh'),
  };
};

/** Whether an act is still taken on a case that is closed. */
export const expectedOnceClosed = (act: Act): boolean => marked(caseTable, act, 'closed');

/** Whether somebody may record what happened to one placement: its social worker and managers, with a post for it. */
export const expectedToRecord = (relation: Relation): boolean =>
  expectedByPost('record-disruption', relation.posts).allowed &&
  [...come(relation).all].some((one) => one === 'child-social-worker' || managing.includes(one));
