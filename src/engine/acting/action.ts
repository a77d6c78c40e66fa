import type { ActionName, SpecOf } from '../../shared/model/action';
import type { FactNeed } from '../../shared/model/fact';
import type { FileEvent } from '../../shared/model/file';
import type { ConflictPolicy } from '../../shared/model/transform';
import type { TemplateValues } from '../rules/template';
import type { Writer } from '../store/database';
import type { EffectAction } from '../store/effects';
import type { ActionParts } from './action-parts';

/** The file that rules act on, as it lies there. */
export interface ActedFile {
  readonly jobId: number;
  readonly fileId: number;
  readonly folderId: number;
  readonly folderName: string;
  /** Absolute; the watched folder. Relative paths of templates begin here. */
  readonly root: string;
  /** Inside the root, `/`-separated. */
  readonly path: string;
  /** Absolute. */
  readonly source: string;
  readonly size: number;
  readonly mtimeMs: number;
  readonly ino: string;
  /** Null where it was never read. */
  readonly sha256: string | null;
  readonly event: FileEvent;
  readonly arrivedAt: number;
  /** It lies there no more: only what needs no file can be done. */
  readonly isGone: boolean;
}

/** What an action may look at. */
export interface StepContext {
  readonly file: ActedFile;
  readonly rule: string;
  /** Names this action of this rule in this wording: what was done under it is not done again. */
  readonly step: string;
  /** Facts as the rules so far have it: after a rename `{name}` is the new name. */
  readonly values: TemplateValues;
  /** What the rules so far have done with it, for the log; in the specification's words. */
  readonly taken: readonly Record<string, unknown>[];
  readonly surroundings: Surroundings;
}

/** What would be done; nothing is. */
export interface Planned {
  /** "Copy it to “/archive/a.pdf”", without a full stop. */
  sentence: string;
  /** Absolute: what would be written, or where it would go; null where it is nothing of the kind. */
  target: string | null;
  /** It takes the original away, or replaces something. */
  isDestructive: boolean;
}

export interface Acted {
  /** `waits`: it goes on by itself, and the job is asked again when it has come to an end. */
  state: 'done' | 'skipped' | 'waits';
  /** What was done, or why nothing had to be, or what is waited for. */
  sentence: string;
  target: string | null;
  effectId: number | null;
  /** As the log of the specification has it: `{"action": "backup", "destination": …}`. */
  logged: Record<string, unknown>;
}

/** How an effect is noted: its intent before, its end after. Many of one moment share a transaction. */
export interface Journal {
  /** @throws FilemillError `file.changed` when a newer version of the file has taken its place */
  begin(effect: { action: EffectAction; source: string; target: string; sha256: string | null; data?: unknown; /** Folders that were made for it: undo takes them away once they are empty. */ made?: readonly string[] }): Promise<number>;
  retarget(id: number, target: string, data?: unknown): Promise<void>;
  finish(id: number, more?: { sha256?: string; target?: string; data?: unknown }): Promise<void>;
  fail(id: number): Promise<void>;
  /** What is done in one and can't be half done: a line, a message, a tag. */
  note(effect: { action: EffectAction; source: string; target: string; data?: unknown }, /** Written together with it. */ also?: (writer: Writer) => void): Promise<number>;
}

export interface Tools {
  readonly mill: ActionParts;
  readonly journal: Journal;
  readonly signal: AbortSignal;
  progress(label: string, fraction: number | null): void;
}

/** What a check, a plan and an act may ask of the mill around a rule; also there while no engine runs. */
export interface Surroundings {
  readonly dataFolder: string;
  /** That are watched. */
  folders(): readonly { id: number; name: string; path: string }[];
  /** Programs may be run at all. */
  readonly programsAllowed: boolean;
  /** Of the watched folders that a rule applies to. */
  readonly roots: readonly string[];
  /** Where many files are tried at once: what was found out about each folder, so that it is looked at once. */
  readonly knownPlaces?: Map<string, unknown>;
}

interface AnyAction<Name extends ActionName> {
  readonly name: Name;
  /** Also of its templates. */
  needs(spec: SpecOf<Name>): readonly FactNeed[];
  /** Mistakes that can be told without a file. @throws FilemillError `settings.invalid` */
  check(spec: SpecOf<Name>, surroundings: Surroundings): void;
  /** @throws FilemillError where it can't be done with this file */
  plan(spec: SpecOf<Name>, context: StepContext): Planned;
}

/** Something done with a file that leaves the original where it is. */
export interface SideAction<Name extends ActionName = ActionName> extends AnyAction<Name> {
  readonly kind: 'side';
  act(spec: SpecOf<Name>, context: StepContext, tools: Tools): Promise<Acted>;
  /** What is said of it when it was done for this job before; left out, what was planned is said. */
  sayDone?(target: string): string;
}

/** What becomes of the original itself. Rules only decide it; it is done once, when all else is done. */
export type Redirect =
  | {
      kind: 'place';
      /** Absolute. */
      folder: string;
      name: string;
      /** Absolute; for the nth name that is tried, from 1, where the template counts; else it is "name (2)". */
      targetAt?(number: number): string;
      conflict: ConflictPolicy;
      /** Absolute; no link leads out of it on the way to the folder. */
      within: string;
    }
  | { kind: 'trash'; to: 'system' | 'vault' };

export interface OriginalAction<Name extends ActionName = ActionName> extends AnyAction<Name> {
  readonly kind: 'original';
  /** Null where it stays as it is. @param present where the rules so far have decided that it goes */
  redirect(spec: SpecOf<Name>, context: StepContext, present: { folder: string; name: string }): Redirect | null;
}

export type Action = SideAction | OriginalAction;

export type { Ending } from '../actions/ending';

/** Nothing was done with the original, on purpose. */
export interface Stayed {
  /** Why, as a sentence. */
  readonly stays: string;
}
