/** Everybody who can own a duty or be on the list of people a procedure names, as the pages for professionals say it. */
export const capacityInWords = {
  child: 'child or young person',
  'child-social-worker': 'child’s social worker',
  'personal-adviser': 'personal adviser',
  'team-manager': 'team manager',
  'service-manager': 'service manager',
  'head-of-service': 'head of service',
  adopters: 'prospective adopter',
  'adopters-social-worker': 'adopters’ social worker',
  'former-carers': 'carer of the placement',
  'supervising-social-worker': 'supervising social worker',
  keyworker: 'link worker or keyworker',
  'home-manager': 'home manager',
  'current-carer': 'current carer',
  'birth-family': 'parent or family member',
  iro: 'Independent Reviewing Officer (IRO)',
  'panel-advisor': 'panel advisor',
  'agency-decision-maker': 'agency decision maker',
  'learning-lead': 'learning lead',
  chair: 'chair',
  'minute-taker': 'minute taker',
  'other-professional': 'other professional',
} as const satisfies Readonly<Record<string, string>>;

export type Capacity = keyof typeof capacityInWords;
