import { CAUSES, type Cause } from '../../shared/errors/error-table';
import type { Snapshot } from '../../shared/model/engine';
import type { NotificationLevel } from '../../shared/model/settings';
import type { Place } from '../window/place';
import { Gathering, type Counts } from './gathering';
import { t } from '../../shared/words/words';

export interface Notice {
  readonly title: string;
  readonly body: string;
  /** Where a click leads. */
  readonly place: Place;
  /** Files that failed for it can be tried again from the notice. */
  readonly retry: Cause | null;
}

/** What is told, beside counts: something around the files that stands in the way, by a name of its own. */
type Troubles = ReadonlyMap<string, string>;

/** More causes than this at once are told in one. */
const MOST_AT_ONCE = 3;

/** After "1 file" and after "5 files". */
const WHAT_IS_WRONG: Readonly<Record<Cause, readonly [one: string, many: string]>> = {
  damaged: ['is damaged', 'are damaged'],
  needsPassword: ['needs a password', 'need a password'],
  lowConfidence: ['was read with doubts', 'were read with doubts'],
  diskFull: ['found the disk full', 'found the disk full'],
  locked: ['is locked', 'are locked'],
  unreachable: ['can’t be reached', 'can’t be reached'],
  tooLarge: ['is too large', 'are too large'],
  refused: ['was refused for safety', 'were refused for safety'],
  changing: ['changed while it was read', 'changed while they were read'],
  action: ['met an action that failed', 'met an action that failed'],
  settings: ['meets a setting that stands in the way', 'meet a setting that stands in the way'],
  bug: ['met a fault in Filemill', 'met a fault in Filemill'],
};

/** Causes for which the same try can end otherwise. */
const RETRIED: ReadonlySet<Cause> = new Set(['diskFull', 'locked', 'unreachable', 'changing', 'action', 'settings', 'bug']);

/**
 * Decides what people are told, and when: never a notice for each file. `problems` tells what needs them, one notice for
 * each cause; `summary` what became of each folder's files; `everything` also what came right by itself.
 */
export class NoticeDesk {
  private readonly causes = new Gathering<Cause>();
  private readonly folders = new Gathering<number>();
  private names = new Map<number, string>();
  private troubles: Troubles = new Map();
  private toldTroubles: Troubles = new Map();
  private isFirst = true;

  /** @param now milliseconds of a clock that never jumps */
  update(snapshot: Snapshot, now: number): void {
    // All causes each time: one that is new then counts from nothing.
    this.causes.update(new Map(CAUSES.map((cause) => [cause, [snapshot.byCause[cause] ?? 0]])), now);
    this.folders.update(new Map(snapshot.folders.map(({ id, accounting }) => [id, [accounting.done, accounting.attention]])), now);
    this.names = new Map(snapshot.folders.map(({ id, settings }) => [id, settings.name]));
    this.troubles = troublesOf(snapshot);
    if (this.isFirst) this.toldTroubles = this.troubles;
    this.isFirst = false;
  }

  /** Something is gathered: ask again later. */
  get isPending(): boolean {
    return this.causes.isPending || this.folders.isPending || !sameKeys(this.troubles, this.toldTroubles);
  }

  /** What was gathered is not wanted any more: the user sees it, or does not want to be told. */
  forget(): void {
    this.causes.forget();
    this.folders.forget();
    this.toldTroubles = this.troubles;
  }

  /** The notices to show now; they count as told. */
  take(now: number, level: Exclude<NotificationLevel, 'off'>): Notice[] {
    const notices = this.aboutTroubles(level);
    const causes = this.causes.take(now);
    const folders = this.folders.take(now);
    if (level === 'problems') return [...notices, ...aboutCauses(causes)];
    return [...notices, ...this.aboutFolders(folders, causes)];
  }

  private aboutTroubles(level: NotificationLevel): Notice[] {
    const place: Place = { screen: 'overview', value: null };
    const notices: Notice[] = [];
    for (const [key, sentence] of this.troubles) {
      if (!this.toldTroubles.has(key)) notices.push({ title: t('Filemill is held up'), body: sentence, place, retry: null });
    }
    if (level === 'everything') {
      for (const [key, sentence] of this.toldTroubles) {
        if (!this.troubles.has(key)) notices.push({ title: t('Filemill goes on'), body: `This is over: ${sentence}`, place, retry: null });
      }
    }
    this.toldTroubles = this.troubles;
    return notices;
  }

  private aboutFolders(folders: ReadonlyMap<number, Counts>, causes: ReadonlyMap<Cause, Counts>): Notice[] {
    const onlyCause = causes.size === 1 ? ([...causes.keys()][0] as Cause) : null;
    return [...folders].map(([id, [done = 0, attention = 0]]) => {
      const parts = [done > 0 ? `${filesOf(done)} done` : '', attention > 0 ? `${done > 0 ? count(attention) : filesOf(attention)} ${attention === 1 ? 'needs' : 'need'} you` : ''];
      return {
        title: `${parts.filter(Boolean).join(', ')} in ${this.names.get(id) ?? 'a folder'}`,
        body: attention > 0 && onlyCause !== null ? sentenceOf(onlyCause, attention) : '',
        place: { screen: 'files', value: `folderId=${id}&state=${attention > 0 ? 'attention' : 'done'}` },
        retry: attention > 0 && onlyCause !== null && RETRIED.has(onlyCause) ? onlyCause : null,
      };
    });
  }
}

function aboutCauses(due: ReadonlyMap<Cause, Counts>): Notice[] {
  const each = [...due].map(([cause, [number = 0]]) => ({ cause, number }));
  if (each.length <= MOST_AT_ONCE) {
    return each.map(({ cause, number }) => ({
      title: sentenceOf(cause, number),
      body: t('Click to see why.'),
      place: { screen: 'attention', value: `cause=${cause}` },
      retry: RETRIED.has(cause) ? cause : null,
    }));
  }
  const total = each.reduce((sum, { number }) => sum + number, 0);
  const body = each.map(({ cause, number }) => `${count(number)} ${WHAT_IS_WRONG[cause][number === 1 ? 0 : 1]}`).join(', ');
  return [{ title: `${filesOf(total)} need you`, body, place: { screen: 'attention', value: null }, retry: null }];
}

/** "3 files are damaged" */
const sentenceOf = (cause: Cause, number: number): string => `${filesOf(number)} ${WHAT_IS_WRONG[cause][number === 1 ? 0 : 1]}`;

/** What stands in the way of all files, or of those of a folder. */
function troublesOf({ intakeHold, folders }: Snapshot): Troubles {
  const troubles = new Map<string, string>();
  if (intakeHold !== null) troubles.set('intake', intakeHold);
  for (const { id, settings, health } of folders) {
    if (health.mode === 'waitingForDrive') troubles.set(`folder ${id}`, `${settings.name}: ${health.sentence}`);
  }
  return troubles;
}

const sameKeys = (a: Troubles, b: Troubles): boolean => a.size === b.size && [...a.keys()].every((key) => b.has(key));
const count = (value: number): string => value.toLocaleString('en-US');
const filesOf = (value: number): string => (value === 1 ? '1 file' : `${count(value)} files`);
