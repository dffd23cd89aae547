import type { StoryRow } from './action-rows.ts';
import type { Afterwards } from './afterwards-rows.ts';
import type { ApartRow } from './apart-rows.ts';
import type { CaseRecord, Reader } from './case.ts';
import type { Reach } from './contact-channel.ts';
import type { ContributionFile, OwnFile } from './contribution-file.ts';
import type { PlainDate } from './dates.ts';
import type { Disagreement } from './disagreement.ts';
import type { Doc } from './document.ts';
import type { Filing } from './filing.ts';
import type { KeptFile } from './life-event.ts';
import type { Speaker } from './minutes.ts';
import type { PanelRow } from './panel-rows.ts';
import type { RoomRow } from './room-rows.ts';
import type { Category } from './subject-category.ts';
import type { TimeRow } from './time-rows.ts';

/** One thing that is held, before anybody has looked who else is in it. */
export type FoundRow = {
  /** The same for the same thing, however often it is gathered. */
  readonly key: string;
  readonly category: Category;
  readonly on: PlainDate | null;
  readonly text: string;
  /** Who said or wrote it; null for what the service itself has written down. */
  readonly whose: { readonly source: string; readonly name: string } | null;
  /** Whether people wrote it, so that its words say something of their own. */
  readonly isTyped: boolean;
  /** Whom it is about besides those it names: "contact-…". */
  readonly of: readonly string[];
  /** Nobody else's, though they are on the case. */
  readonly isOnlyTheirs?: boolean;
  /** From whom the case keeps it, for whoever decides. */
  readonly keptFrom?: readonly Reader[];
};

/** Everything a case holds, as it is gathered for a request. */
export type CaseFile = {
  readonly record: CaseRecord;
  readonly passages: readonly {
    readonly id: string;
    readonly text: string;
    readonly saidBy: Speaker | null;
    readonly aboutChildId: string | null;
    readonly withheldFrom: readonly Reader[];
    readonly updatedAt: Date;
  }[];
  /** What people said of drafts of the minutes, and what became of it. */
  readonly comments: readonly {
    readonly id: string;
    readonly source: string;
    readonly name: string;
    readonly text: string;
    readonly at: Date;
  }[];
  /** What the meetings found, and why they did not answer what they were there to answer. */
  readonly found: readonly {
    readonly key: string;
    readonly text: string;
    readonly aboutChildId: string | null;
    readonly withheldFrom: readonly Reader[];
    readonly recordedBy: string;
    readonly at: Date;
  }[];
  readonly contactDetails: readonly { readonly id: string; readonly text: string }[];
  /** How those without an account are reached, by their source. */
  readonly reach: Readonly<Record<string, Reach>>;
  readonly decisions: readonly {
    readonly id: string;
    readonly text: string;
    readonly on: PlainDate;
    readonly by: string;
  }[];
  readonly copies: readonly {
    readonly id: string;
    readonly source: string;
    readonly name: string;
    readonly version: number;
    readonly releasedAt: Date;
    readonly document: Doc;
  }[];
  /** What was filed of the minutes on which record. Its words are those of the minutes. */
  readonly filings: readonly Pick<Filing, 'id' | 'kind' | 'childId' | 'version' | 'filedAt'>[];
  /** What each person was given to read before a meeting. */
  readonly packs: readonly {
    readonly id: string;
    readonly source: string;
    readonly name: string;
    readonly releasedAt: Date;
    readonly document: Doc;
    readonly files: readonly ContributionFile[];
  }[];
  readonly messages: readonly {
    readonly id: string;
    readonly source: string;
    readonly name: string;
    readonly kind: string;
    readonly at: Date;
  }[];
  readonly history: readonly {
    readonly id: number;
    readonly at: Date;
    readonly personName: string;
    readonly summary: string;
  }[];
  readonly disagreements: readonly Disagreement[];
  /** Words that somebody invited has saved for later: that there are some, and not what they say. */
  readonly files: readonly (OwnFile & { readonly invitationId: string; readonly addedAt: Date })[];
  readonly drafts: readonly { readonly invitationId: string; readonly savedAt: Date }[];
  /** What people said of the times they were asked about, before a meeting was convened. */
  readonly times: readonly TimeRow[];
  /** How its meetings went. */
  readonly room: readonly RoomRow[];
  readonly apart: readonly ApartRow[];
  /** What was done about its actions. */
  readonly story: readonly StoryRow[];
  /** What its panel was told, and what came of it. */
  readonly panel: readonly PanelRow[];
  /** Who was told and what was arranged, and what followed. */
  readonly afterwards: Afterwards;
  /** Openings of the case, its vault or a page, by day, by whose post and for what. */
  readonly opened: readonly {
    readonly on: PlainDate;
    readonly who: string;
    readonly act: string;
    readonly times: number;
  }[];
  /** What says how long it is kept: see kept-rows.ts. */
  readonly kept: KeptFile;
  readonly reasons: readonly { readonly id: string; readonly at: Date; readonly text: string }[];
  /** What is held of how each child was heard and answered, but for their words: see voice-rows.ts. */
  readonly voice: readonly VoiceRow[];
};

/** One thing of how a child was heard and answered. */
export type VoiceRow = {
  readonly key: string;
  readonly childId: string;
  readonly on: PlainDate | null;
  readonly text: string;
  /** Whether these are words of the child. */
  readonly isTheirs: boolean;
  readonly recordedBy: string;
};

type Written = Pick<FoundRow, 'key' | 'category' | 'on' | 'text'> & Partial<FoundRow>;
/** One thing that the service itself has written down, unless it says otherwise. */
export const row = (written: Written): FoundRow => ({ whose: null, isTyped: false, of: [], ...written });
/** Something people wrote: without a word of theirs there is nothing. */
export const typed = (written: Written): readonly FoundRow[] =>
  written.text.trim() === '' ? [] : [row({ ...written, isTyped: true })];
/** Somebody who wrote something, where it makes no difference how they came to the case. */
export const by = (name: string) => ({ source: '', name });
