/** What every post is called on the pages, in the order in which they are offered. */
export const posts = {
  'social-worker': 'Social worker',
  'senior-practitioner': 'Senior practitioner',
  'team-manager': 'Team manager',
  'service-manager': 'Service manager',
  'head-of-service': 'Head of service',
  iro: 'Independent Reviewing Officer',
  'independent-chair': 'Independent chair',
  'minute-taker': 'Minute taker',
  'supervising-social-worker': 'Supervising social worker',
  'personal-adviser': 'Personal adviser',
  'adopters-social-worker': 'Adopters’ social worker',
  'panel-advisor': 'Panel advisor',
  'agency-decision-maker': 'Agency decision maker',
  'learning-lead': 'Learning lead',
  'information-governance': 'Information governance officer',
  'caldicott-guardian': 'Caldicott guardian',
  'records-officer': 'Records officer',
  administrator: 'Administrator',
} as const satisfies Readonly<Record<string, string>>;
export type Post = keyof typeof posts;

export const isPost = (text: string): text is Post => Object.hasOwn(posts, text);

/** What a post is called on the pages; one that is no longer offered is spelled out. */
export const postInWords = (post: string): string =>
  isPost(post) ? posts[post] : post.charAt(0).toUpperCase() + post.slice(1).replaceAll('-', ' ');
