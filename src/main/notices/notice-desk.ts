import { CAUSES, type Cause } from '../../shared/errors/error-table';
import type { Snapshot } from '../../shared/model/engine';
import type { NotificationLevel } from '../../shared/model/settings';
import type { Place } from '../window/place';
import { Gathering, type Counts } from './gathering';
import { t, words } from '../../shared/words/words';

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

/** By itself, and in a list after which it is said what is counted. */
const WHAT_IS_WRONG: Readonly<Record<Cause, readonly [sentence: string, inList: string]>> = {
  damaged: [words('{count, plural, one {# file is damaged} other {# files are damaged}}'), words('{count, plural, one {# is damaged} other {# are damaged}}')],
  needsPassword: [words('{count, plural, one {# file needs a password} other {# files need a password}}'), words('{count, plural, one {# needs a password} other {# need a password}}')],
  lowConfidence: [words('{count, plural, one {# file was read with doubts} other {# files were read with doubts}}'), words('{count, plural, one {# was read with doubts} other {# were read with doubts}}')],
  diskFull: [words('{count, plural, one {# file found the disk full} other {# files found the disk full}}'), words('{count, plural, one {# found the disk full} other {# found the disk full}}')],
  locked: [words('{count, plural, one {# file is locked} other {# files are locked}}'), words('{count, plural, one {# is locked} other {# are locked}}')],
  unreachable: [words('{count, plural, one {# file can’t be reached} other {# files can’t be reached}}'), words('{count, plural, one {# can’t be reached} other {# can’t be reached}}')],
  tooLarge: [words('{count, plural, one {# file is too large} other {# files are too large}}'), words('{count, plural, one {# is too large} other {# are too large}}')],
  refused: [words('{count, plural, one {# file was refused for safety} other {# files were refused for safety}}'), words('{count, plural, one {# was refused for safety} other {# were refused for safety}}')],
  changing: [words('{count, plural, one {# file changed while it was read} other {# files changed while they were read}}'), words('{count, plural, one {# changed while it was read} other {# changed while they were read}}')],
  action: [words('{count, plural, one {# file met an action that failed} other {# files met an action that failed}}'), words('{count, plural, one {# met an action that failed} other {# met an action that failed}}')],
  settings: [words('{count, plural, one {# file meets a setting that stands in the way} other {# files meet a setting that stands in the way}}'), words('{count, plural, one {# meets a setting that stands in the way} other {# meet a setting that stands in the way}}')],
  bug: [words('{count, plural, one {# file met a fault in Filemill} other {# files met a fault in Filemill}}'), words('{count, plural, one {# met a fault in Filemill} other {# met a fault in Filemill}}')],
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
        if (!this.troubles.has(key)) notices.push({ title: t('Filemill goes on'), body: t('This is over: {sentence}', { sentence }), place, retry: null });
      }
    }
    this.toldTroubles = this.troubles;
    return notices;
  }

  private aboutFolders(folders: ReadonlyMap<number, Counts>, causes: ReadonlyMap<Cause, Counts>): Notice[] {
    const onlyCause = causes.size === 1 ? ([...causes.keys()][0] as Cause) : null;
    return [...folders].map(([id, [done = 0, attention = 0]]) => {
      const folder = this.names.get(id) ?? t('a folder');
      return {
        title: titleOf(done, attention, folder),
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
  const body = each.map(({ cause, number }) => t(WHAT_IS_WRONG[cause][1], { count: number })).join(', ');
  const title = t('{count, plural, one {# file needs} other {# files need}} you', { count: total });
  return [{ title, body, place: { screen: 'attention', value: null }, retry: null }];
}

function titleOf(done: number, attention: number, folder: string): string {
  if (attention === 0) return t('{done, plural, one {# file} other {# files}} done in {folder}', { done, folder });
  if (done === 0) return t('{attention, plural, one {# file needs} other {# files need}} you in {folder}', { attention, folder });
  return t('{done, plural, one {# file} other {# files}} done, {attention, plural, one {# needs} other {# need}} you in {folder}', { done, attention, folder });
}

/** "3 files are damaged" */
const sentenceOf = (cause: Cause, count: number): string => t(WHAT_IS_WRONG[cause][0], { count });

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
