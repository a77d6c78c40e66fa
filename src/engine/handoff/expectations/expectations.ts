import { relative, sep } from 'node:path';
import { globMatcher } from '../../../base/glob';
import { isInside, realPathOf } from '../../../base/safe-path';
import { FilemillError, toErrorData, type ErrorData } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';
import type { Level } from '../../../shared/model/engine';
import { expectationSchema, type Expectation, type ExpectationView, type HandoffSettings, type Occurrence } from '../../../shared/model/handoff';
import type { Alerts } from '../../alerts';
import type { FolderRegistry, KnownFolder } from '../../folder-registry';
import { pathLine } from '../../guard/path-line';
import type { Notices } from '../../notices/notices';
import { arrivedIn } from '../../store/arrived-in';
import type { Database } from '../../store/database';
import { judgeOccurrences, type Arrival } from './judge-occurrences';
import { addDays, dayAt, duesOf, isZone, systemZone, type Due } from './occurrences';
import { t } from '../../../shared/words/words';

export interface ExpectationParts {
  database: Database;
  folders: Pick<FolderRegistry, 'list'>;
  alerts: Alerts;
  notices: Notices;
  settings(): HandoffSettings;
  /** Of the wall. */
  now(): number;
}

/** So many days back the last time that an expectation fell due is looked for. */
const LOOK_BACK_DAYS = 8;
/** For the notice of a time that fell due while Filemill did not run. */
const DAY_MS = 86_400_000;

const LEVEL: Record<Expectation['severity'], Level> = { info: 'ok', warning: 'warning', problem: 'problem' };

/** Files that are to come by a certain time, and the alarm when they do not. Kept in the ledger is only what was told; the rest follows from what came. */
export class Expectations {
  private readonly raised = new Set<string>();

  constructor(private readonly parts: ExpectationParts) {}

  /** @throws FilemillError `settings.invalid` */
  checked(written: Expectation): Expectation {
    const expectation = expectationSchema.parse(written);
    if (expectation.timeZone !== null && !isZone(expectation.timeZone)) {
      throw new FilemillError('settings.invalid', t('There is no time zone “{timeZone}”.', { timeZone: displayName(expectation.timeZone) }), { hint: t('Write it as Europe/Berlin.') });
    }
    pathLine(expectation.pattern);
    return { ...expectation, folder: realOr(expectation.folder) };
  }

  list(from: string, to: string): ExpectationView[] {
    return this.parts.settings().expectations.map((expectation) => this.view(expectation, from, to));
  }

  /** To be called from time to time: raises alerts for what did not come, and takes them back when it has. */
  check(): void {
    const ids = new Set<string>();
    for (const expectation of this.parts.settings().expectations) {
      ids.add(expectation.id);
      this.checkOne(expectation);
    }
    for (const id of this.raised) if (!ids.has(id)) this.clear(id);
  }

  private checkOne(expectation: Expectation): void {
    const { id, isOn, severity, name } = expectation;
    const last = isOn && this.problemOf(expectation) === null ? this.lastDecided(expectation) : null;
    if (!last || last.state === 'met' || last.state === 'late' || severity === 'info') this.clear(id);
    if (!last || last.state === 'met' || last.state === 'late') return;
    const message = sentenceOf(expectation, last);
    if (severity !== 'info') {
      this.parts.alerts.raise(alertId(id), LEVEL[severity], { message, hint: last.state === 'missed' ? t('See whether the program that writes it runs, and whether it can reach the folder.') : t('Look at the file, and at what is wrong with it.') });
      this.raised.add(id);
    }
    const told = `${last.dueAt} ${last.state}`;
    if (this.fact(`expectation-told:${id}`) === told) return;
    const isRecent = this.parts.now() - last.dueAt < DAY_MS;
    const notice = { level: severity, title: name, message, rule: null, fileId: last.fileId };
    this.parts.database.transaction((writer) => {
      writer.run('INSERT OR REPLACE INTO facts VALUES (?, ?)', `expectation-told:${id}`, told);
      if (isRecent) this.parts.notices.keep(writer, notice);
    });
    if (isRecent) this.parts.notices.tell(notice);
  }

  /** The last time whose end is known: of those that are over the last, or, within its grace, the one before. */
  private lastDecided(expectation: Expectation): Occurrence | null {
    const now = this.parts.now();
    const today = dayAt(now, zoneOf(expectation));
    const over = duesOf(expectation, addDays(today, -LOOK_BACK_DAYS), today).filter(({ dueAt }) => dueAt <= now);
    const from = (over.at(-2) ?? over.at(-1))?.day;
    return from === undefined ? null : (this.occurrences(expectation, from, today).findLast(({ state }) => state !== 'coming') ?? null);
  }

  private view(expectation: Expectation, from: string, to: string): ExpectationView {
    const problem = this.problemOf(expectation);
    if (problem) return { expectation, problem, nextDueAt: null, occurrences: [] };
    const now = this.parts.now();
    const today = dayAt(now, zoneOf(expectation));
    const next = duesOf(expectation, today, addDays(today, LOOK_BACK_DAYS)).find(({ dueAt }) => dueAt > now);
    return { expectation, problem: null, nextDueAt: expectation.isOn ? (next?.dueAt ?? null) : null, occurrences: this.occurrences(expectation, from, to) };
  }

  /** Since it is expected at all. */
  private occurrences(expectation: Expectation, from: string, to: string): Occurrence[] {
    const now = this.parts.now();
    const since = this.since(expectation.id, now);
    // One before, whose late files are no early ones of the next, and one after, for its end.
    const around = duesOf(expectation, addDays(from, -LOOK_BACK_DAYS), addDays(to, LOOK_BACK_DAYS));
    const first = around.findIndex(({ day }) => day >= from);
    const dues = around.slice(Math.max(0, first - 1), around.findLastIndex(({ day }) => day <= to) + 2).filter(({ dueAt }) => dueAt >= since);
    if (dues.length === 0) return [];
    return judgeOccurrences(expectation, dues, this.arrivals(expectation, dues), now).filter(({ day }) => day >= from && day <= to);
  }

  private arrivals({ folder, pattern, hoursBefore }: Expectation, dues: readonly Due[]): Arrival[] {
    const watched = this.watched(folder);
    if (!watched) return [];
    const [first] = dues;
    const matches = globMatcher(pattern);
    const below = relative(watched.path, folder).split(sep).join('/');
    const rows = arrivedIn(this.parts.database, watched.id, (first?.dueAt ?? 0) - hoursBefore * 3_600_000, (dues.at(-1)?.dueAt ?? 0) + DAY_MS);
    return rows.flatMap(({ path, at, fileId, state }) => {
      if (below !== '' && !path.startsWith(`${below}/`)) return [];
      const inside = below === '' ? path : path.slice(below.length + 1);
      const name = path.split('/').at(-1) ?? path;
      return matches({ path: inside, absolute: `${folder}/${inside}`, name, lowerName: name.toLowerCase() }) ? [{ at, fileId, needsAttention: state === 'attention' }] : [];
    });
  }

  private watched(folder: string): KnownFolder | undefined {
    return this.parts.folders.list().find(({ path, configured }) => configured && isInside(path, folder));
  }

  private problemOf({ folder, timeZone, pattern }: Expectation): ErrorData | null {
    try {
      if (timeZone !== null && !isZone(timeZone)) throw new FilemillError('settings.invalid', t('There is no time zone “{timeZone}”.', { timeZone: displayName(timeZone) }), { hint: t('Write it as Europe/Berlin.') });
      pathLine(pattern);
    } catch (error) {
      return toErrorData(error);
    }
    if (this.watched(folder)) return null;
    return new FilemillError('folder.unknown', t('{folder} is not watched, so nobody sees what comes there.', { folder: displayName(folder) }), { hint: t('Add it on the Folders screen.') }).toData();
  }

  /** Nothing was expected before somebody said so. */
  private since(id: string, now: number): number {
    const known = this.fact(`expectation-since:${id}`);
    if (known !== null) return Number(known);
    this.parts.database.transaction((writer) => writer.run('INSERT OR REPLACE INTO facts VALUES (?, ?)', `expectation-since:${id}`, String(now)));
    return now;
  }

  private clear(id: string): void {
    this.raised.delete(id);
    this.parts.alerts.clear(alertId(id));
  }

  private fact(key: string): string | null {
    return this.parts.database.get<{ value: string }>('SELECT value FROM facts WHERE key = ?', key)?.value ?? null;
  }
}

const alertId = (id: string): string => `expectation-${id}`;
const zoneOf = ({ timeZone }: Expectation): string => timeZone ?? systemZone();

function sentenceOf({ name, count, pattern, by, folder }: Expectation, { state, came, day }: Occurrence): string {
  const what = t('{count, plural, one {a file} other {# files}} “{pattern}” by {by} on {day}', { count, pattern: displayName(pattern), by, day });
  if (state === 'faulty') return t('{name}: what was expected came, and needs attention ({what}).', { name: displayName(name), what });
  const values = { name: displayName(name), what, folder: displayName(folder) };
  return came === 0 ? t('{name}: nothing came. Expected: {what}, in {folder}.', values) : t('{name}: only {came, number} of {count, number} came. Expected: {what}, in {folder}.', { ...values, came, count });
}

function realOr(path: string): string {
  try {
    return realPathOf(path);
  } catch {
    return path;
  }
}
