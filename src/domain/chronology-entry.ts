import type { CaseRecord, ChildView, HistoryEntry } from './case.ts';
import type { PlainDate, PlainTime } from './dates.ts';
import type { Filing } from './filing.ts';
import type { Finding } from './finding.ts';
import type { FollowUp } from './follow-up.ts';
import type { PanelStep } from './panel-item.ts';
import type { PanelSending } from './panel-report.ts';
import type { ResourceDecision } from './resource-use.ts';
import type { Voice } from './voice-rows.ts';

/** What an entry of the chronology is about. The last is what the service keeps of every form that somebody sent. */
export const entryKinds = {
  concern: 'Concerns',
  home: 'The home',
  ending: 'The ending',
  views: 'What the children said',
  decision: 'Decisions',
  meeting: 'The meeting',
  finding: 'Findings',
  action: 'Actions and support',
  file: 'Minutes on file',
  service: 'What was done in this service',
} as const;
export type EntryKind = keyof typeof entryKinds;
/** In the order in which they stand on one day. */
export const entryOrder = Object.keys(entryKinds) as readonly EntryKind[];
export const isEntryKind = (text: string): text is EntryKind => Object.hasOwn(entryKinds, text);

/** One thing that happened, or is to happen, on a day. */
export type Entry = {
  /** The same for the same thing, and no other's. */
  readonly key: string;
  readonly on: PlainDate;
  /** What the service itself did not see has no time of day. */
  readonly at: PlainTime | null;
  readonly kind: EntryKind;
  /** In the service's words. */
  readonly what: string;
  /** As somebody typed it, or as a child said it; empty when nothing is to be read. */
  readonly words: string;
  readonly isQuoted: boolean;
  /** Of a child’s words, whether the child agreed that those who work here know them. */
  readonly isAgreed: boolean;
  /** Who said, recorded or is to do it, in words; empty when nobody is named. */
  readonly who: string;
  /** Whose it is alone; null for what is about all children of the case. */
  readonly childId: string | null;
  /** Where it stands, beneath the address of its case. */
  readonly atPage: string;
  /** Of which case: this one, or the risk before it. */
  readonly caseId: string;
};

/** What the chronology of one case is told from, as far as whoever asks may read each. */
export type Told = {
  readonly record: CaseRecord;
  readonly findings: readonly Finding[];
  readonly filings: readonly Filing[];
  readonly voice: Pick<Voice, 'steps' | 'answers'>;
  readonly followUps: readonly FollowUp[];
  readonly resourceDecisions: readonly ResourceDecision[];
  /** What was sent to the panel, and what it did. */
  readonly panel: { readonly sendings: readonly PanelSending[]; readonly steps: readonly PanelStep[] };
  readonly history: readonly (HistoryEntry & { readonly id: number })[];
  readonly dutyTitle: (ruleId: string) => string;
  readonly mayRead: (view: ChildView) => boolean;
};
