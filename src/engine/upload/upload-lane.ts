import { backoffMs } from '../../base/backoff';
import type { Log } from '../../base/log';
import { ERROR_TABLE } from '../../shared/errors/error-table';
import { FilemillError, toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import type { GeneralSettings } from '../../shared/model/settings';
import type { UploadLaneView, UploadState, UploadView } from '../../shared/model/upload';
import type { Database, Writer } from '../store/database';
import type { Effects } from '../store/effects';
import { setUploadingJobs } from '../store/uploading-jobs';
import type { NewUpload, UploadRow, UploadRows } from '../store/upload-rows';
import type { Connections } from './connections';
import { sayUpload } from './say-upload';
import { UploadRate } from './upload-rate';
import type { Uploaded, UploadProgress } from './uploader';
import { t } from '../../shared/words/words';

/** Of a destination that does not answer: between two looks at it. */
const FIRST_PAUSE_MS = 30_000;
const MOST_PAUSE_MS = 5 * 60_000;
/** How often a rate is told while something goes. */
const TICK_MS = 500;
/** What is done is shown so long. */
const SHOWN_MS = 7 * 86_400_000;
const WHILE_ABANDONING_MS = 30_000;

export interface UploadLaneParts {
  readonly database: Database;
  readonly rows: UploadRows;
  readonly effects: Effects;
  readonly connections: Connections;
  readonly log: Log;
  settings(): GeneralSettings['uploads'];
  /** Nothing is paused or held. */
  canBegin(): boolean;
  /** The job's rules are to be asked again, now. */
  wake(jobId: number): void;
  /** Something that a window shows has changed. */
  changed(): void;
  revised(): void;
}

interface Active {
  row: UploadRow;
  /** Milliseconds since 1970. */
  startedAt: number;
  abort: AbortController;
  progress: UploadProgress | null;
  rate: UploadRate;
  ended: Promise<void>;
}

interface Outage {
  error: ErrorData;
  tries: number;
  /** Milliseconds since 1970; Infinity where a person has to do something first. */
  until: number;
}

/** What is noted with an upload's effect: what taking it back needs. */
export interface UploadData {
  destination: string;
  endpoint: string | null;
  bucket: string;
  key: string;
  size: number;
  etag: string | null;
  versionId: string | null;
  proof: Uploaded['proof'];
  /** False where the object was there before. */
  isOurs: boolean;
}

/** What a rule gets to hear about the upload that it asks for. */
export type Asked = { state: 'waiting' } | { state: 'failed'; error: ErrorData };

/**
 * The queue of uploads. It lies in the ledger, so that it outlives crashes and outages; what is under way is known here alone.
 * The files' jobs wait meanwhile, and are asked again when their upload has come to an end.
 */
export class UploadLane {
  private readonly active = new Map<number, Active>();
  private readonly outages = new Map<string, Outage>();
  private readonly abandoning = new Set<Promise<void>>();
  private readonly abort = new AbortController();
  private timer: NodeJS.Timeout | null = null;
  private ticker: NodeJS.Timeout | null = null;
  private isStarted = false;

  constructor(private readonly parts: UploadLaneParts) {}

  /** What an end of Filemill has left goes on. */
  start(): void {
    const { database, rows } = this.parts;
    this.isStarted = true;
    for (const jobId of rows.jobsToWake()) this.parts.wake(jobId);
    this.drop(rows.orphans(null));
    database.transaction((writer) => rows.forgetEnded(writer, Date.now() - SHOWN_MS));
    this.pump();
  }

  /** A step of a rule wants this file there. What was asked for before is not asked for twice. */
  ask(step: Pick<NewUpload, 'jobId' | 'rule' | 'step'>, version: Pick<NewUpload, 'sha256' | 'key' | 'destination'>): Asked | null {
    const { database, rows } = this.parts;
    const row = rows.ofStep(step.jobId, step.rule, step.step);
    if (!row || row.sha256 !== version.sha256 || row.key !== version.key || row.destination !== version.destination) return null;
    if (row.endedAt === null && row.state === 'waiting') return { state: 'waiting' };
    if (row.state !== 'failed' || row.isTold || row.error === null) return null;
    database.transaction((writer) => rows.tell(writer, row.id));
    return { state: 'failed', error: row.error };
  }

  /** Puts it into the queue; it begins when its job waits. @returns the effect that it has already, if it goes on */
  put(upload: NewUpload): void {
    const { database, rows } = this.parts;
    database.transaction((writer) => rows.put(writer, upload, Date.now()));
    this.parts.changed();
  }

  /** The effect of a row that has not come to its end. */
  effectOf({ jobId, rule, step }: Pick<NewUpload, 'jobId' | 'rule' | 'step'>): number | null {
    const row = this.parts.rows.ofStep(jobId, rule, step);
    return row && row.endedAt === null ? row.effectId : null;
  }

  /** Begins what may begin now. */
  pump(): void {
    const { parts, active } = this;
    if (!this.isStarted || this.abort.signal.aborted) return;
    const { paused, atOnce, bytesPerSecond } = parts.settings();
    parts.connections.bandwidth.setLimit(bytesPerSecond);
    parts.connections.setPaused(paused);
    if (paused || !parts.canBegin()) return;
    const free = atOnce - active.size;
    if (free <= 0) return;
    const now = Date.now();
    const resting = [...this.outages].filter(([, { until }]) => until > now).map(([name]) => name);
    // One alone finds out whether a destination is back.
    const probing = new Set([...this.outages.keys()].filter((name) => [...active.values()].some(({ row }) => row.destination === name)));
    for (const row of parts.rows.next([...active.keys()], [...resting, ...probing], free)) {
      if (this.outages.has(row.destination)) {
        if (probing.has(row.destination)) continue;
        probing.add(row.destination);
      }
      this.begin(row);
    }
    this.lookAgain();
  }

  /** Jobs that came to an end otherwise: cancelled, gone, or another version by now. */
  jobsEnded(jobIds: readonly number[]): void {
    if (this.isStarted) this.drop(this.parts.rows.orphans(jobIds));
  }

  hold(ids: readonly number[], held: boolean): void {
    const { database, rows } = this.parts;
    database.transaction((writer) => rows.hold(writer, ids, held));
    if (held) for (const id of ids) this.active.get(id)?.abort.abort(calledOff(t('It was set aside.')));
    else this.pump();
    this.parts.revised();
  }

  /** Whatever stood in the way of these destinations may be gone. */
  tryNow(destinations: readonly string[]): void {
    for (const name of destinations) {
      this.outages.delete(name);
      // What is under way there waits for its next try: it begins anew, from where it was.
      for (const { row, abort } of this.active.values()) if (row.destination === name && this.parts.connections.isFailing(name)) abort.abort(calledOff(t('It is tried again at once.')));
      this.parts.connections.forget(name);
    }
    this.pump();
    this.parts.changed();
  }

  view(): UploadLaneView {
    const { rows, settings } = this.parts;
    const now = performance.now();
    const active = [...this.active.values()];
    const counts = rows.counts([...this.active.keys()]);
    const sent = active.reduce((sum, { progress }) => sum + (progress?.phase === 'hashing' ? 0 : (progress?.bytes ?? 0)), 0);
    return {
      ...counts,
      bytesLeft: Math.max(0, counts.bytesLeft - sent),
      active: active.length,
      bytesPerSecond: Math.round(active.reduce((sum, { row, rate }) => sum + (settings().paused || this.parts.connections.isFailing(row.destination) ? 0 : (rate.perSecond(now) ?? 0)), 0)),
      isPaused: settings().paused,
      outages: [
        ...[...this.outages].map(([destination, { error, until }]) => ({ destination, sentence: error.message, hint: error.hint, nextTryAt: Number.isFinite(until) ? until : null })),
        ...this.failing().map((destination) => ({ destination, sentence: t('The S3 server does not answer.'), hint: t('It is tried again and again; what was sent is kept.'), nextTryAt: null })),
      ],
    };
  }

  /** Destinations that do not answer at the moment, and are not given up yet. */
  private failing(): string[] {
    const used = new Set([...this.active.values()].map(({ row }) => row.destination));
    return [...used].filter((name) => !this.outages.has(name) && this.parts.connections.isFailing(name));
  }

  page(states: readonly UploadState[], offset: number, limit: number): { total: number; uploads: UploadView[] } {
    const { total, rows } = this.parts.rows.page(states, [...this.active.keys()], offset, limit);
    return { total, uploads: rows.map((row) => this.viewOf(row)) };
  }

  byId(id: number): UploadRow | undefined {
    return this.parts.rows.byId(id);
  }

  /** Whether a file waits for an upload. */
  isOpen(fileId: number): boolean {
    return this.parts.rows.openOfFile(fileId).length > 0;
  }

  /** What is to be said of a file that waits for its upload; null where it does not. */
  sentenceFor(fileId: number): { sentence: string; isUnderWay: boolean } | null {
    const [row] = this.parts.rows.openOfFile(fileId);
    if (!row) return null;
    const { sentence, state } = this.viewOf(row);
    return { sentence, isUnderWay: state === 'uploading' };
  }

  /** Under way: file, what is said of it, and how far it is. */
  *running(): Generator<{ row: UploadRow; startedAt: number; fraction: number | null }> {
    for (const { row, progress, startedAt } of this.active.values()) yield { row, startedAt, fraction: progress && progress.size > 0 ? progress.bytes / progress.size : null };
  }

  async close(): Promise<void> {
    this.abort.abort();
    if (this.timer) clearTimeout(this.timer);
    if (this.ticker) clearInterval(this.ticker);
    for (const { abort } of this.active.values()) abort.abort(calledOff(t('Filemill is ending.')));
    await Promise.all([...this.active.values()].map(({ ended }) => ended));
    await Promise.all(this.abandoning);
    this.parts.connections.close();
  }

  private viewOf(row: UploadRow): UploadView {
    const active = this.active.get(row.id);
    const isFailing = active !== undefined && this.parts.connections.isFailing(row.destination);
    const bytesPerSecond = isFailing || this.parts.settings().paused ? null : (active?.rate.perSecond(performance.now()) ?? null);
    const state: UploadState = active ? 'uploading' : row.endedAt !== null ? (row.state === 'done' ? 'done' : 'failed') : row.isHeld ? 'held' : 'waiting';
    const progress = active?.progress ?? null;
    const { id, fileId, path, rule, destination, size, attempts, error, addedAt, endedAt } = row;
    const url = this.parts.connections.urlOf(destination, row.key);
    const outage = this.outages.get(destination) ?? null;
    const facts = { state, progress, bytesPerSecond, url, destination, outage, error, isFailing, isPaused: this.parts.settings().paused, canBegin: this.parts.canBegin() };
    return {
      id,
      fileId,
      name: path.slice(path.lastIndexOf('/') + 1),
      path,
      rule,
      destination,
      url,
      state,
      phase: progress?.phase ?? null,
      bytes: state === 'done' ? size : progress && progress.phase !== 'hashing' ? progress.bytes : 0,
      size,
      bytesPerSecond: bytesPerSecond === null ? null : Math.round(bytesPerSecond),
      attempts,
      sentence: sayUpload(facts),
      error,
      addedAt,
      endedAt,
    };
  }

  private begin(row: UploadRow): void {
    const abort = new AbortController();
    const one: Active = { row, startedAt: Date.now(), abort, progress: null, rate: new UploadRate(), ended: Promise.resolve() };
    this.active.set(row.id, one);
    this.noteActive();
    one.ended = this.run(one).finally(() => {
      this.active.delete(row.id);
      this.noteActive();
      if (this.active.size === 0 && this.ticker) {
        clearInterval(this.ticker);
        this.ticker = null;
      }
      this.parts.revised();
      this.pump();
    });
    this.ticker ??= setInterval(() => this.parts.changed(), TICK_MS);
    this.ticker.unref();
    this.parts.revised();
  }

  private noteActive(): void {
    setUploadingJobs(this.parts.database, [...this.active.values()].map(({ row }) => row.jobId));
  }

  private async run(one: Active): Promise<void> {
    const { row, abort } = one;
    const { database, rows, connections, log } = this.parts;
    try {
      const { uploader, destination } = connections.to(row.destination);
      // Before the first byte goes: what lies there after a crash may be ours.
      database.transaction((writer) => rows.begun(writer, row.id, Date.now()));
      const { path, key, sha256, contentType, metadata } = row;
      const done = await uploader.upload({ path, base: null, key, sha256, contentType, metadata }, abort.signal, (progress) => {
        one.progress = progress;
        if (progress.phase !== 'hashing') one.rate.note(progress.bytes, performance.now());
      });
      this.outages.delete(row.destination);
      const { bucket, size, etag, versionId, proof, isNew } = done;
      const data: UploadData = { destination: row.destination, endpoint: destination.endpoint, bucket, key, size, etag, versionId, proof, isOurs: isNew || row.begunAt !== null };
      this.end(row, 'done', null, (writer) => this.parts.effects.finish(writer, row.effectId, { target: done.url, sha256, data: JSON.stringify(data) }));
    } catch (error) {
      // Set aside, cancelled, or the end of Filemill: whoever called it off has noted that.
      if (abort.signal.aborted) return;
      log.warn('upload', { destination: row.destination, key: row.key, error: toErrorData(error) });
      this.failed(row, toErrorData(error));
    }
  }

  private failed(row: UploadRow, error: ErrorData): void {
    const { database, rows, effects, log } = this.parts;
    const { retry } = ERROR_TABLE[error.code];
    try {
      if (error.code.startsWith('file.') && error.code !== 'file.tooLarge') {
        // It is another one by now, or lies elsewhere: its job finds out.
        database.transaction((writer) => rows.makeStale(writer, row.id));
        this.parts.wake(row.jobId);
      } else if (retry === 'whenCleared' || retry === 'backoff' || error.code === 'store.unwritable') {
        this.rest(row.destination, error);
      } else {
        this.outages.delete(row.destination);
        this.end(row, 'failed', error, (writer) => void effects.move(writer, row.effectId, 'intended', 'failed'));
      }
    } catch (unwritable) {
      // The ledger can't be written: the queue is as it was, and goes on when it can.
      log.error('upload.note', { error: unwritable });
      this.rest(row.destination, toErrorData(unwritable));
    }
  }

  private end(row: UploadRow, state: 'done' | 'failed', error: ErrorData | null, also: (writer: Writer) => void): void {
    const { database, rows } = this.parts;
    database.transaction((writer) => {
      rows.end(writer, row.id, state, error, Date.now());
      also(writer);
    });
    this.parts.wake(row.jobId);
  }

  private rest(destination: string, error: ErrorData): void {
    const before = this.outages.get(destination);
    // Those that were under way together fail together: one outage.
    const tries = before && before.until > Date.now() ? before.tries : (before?.tries ?? 0) + 1;
    const until = error.code === 'upload.keysNeeded' ? Infinity : Date.now() + backoffMs(tries, FIRST_PAUSE_MS, MOST_PAUSE_MS);
    this.outages.set(destination, { error, tries, until });
    this.lookAgain();
  }

  private lookAgain(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const next = Math.min(...[...this.outages.values()].map(({ until }) => until));
    if (!Number.isFinite(next) || this.abort.signal.aborted) return;
    this.timer = setTimeout(() => this.pump(), Math.max(250, next - Date.now()));
    this.timer.unref();
  }

  /** Nobody wants these any more. What was sent of them is let go there, too, where the server can be reached. */
  private drop(rows: readonly UploadRow[]): void {
    if (rows.length === 0) return;
    const { database, effects, rows: all } = this.parts;
    database.transaction((writer) => {
      for (const { id, effectId } of rows) {
        all.end(writer, id, 'cancelled', null, Date.now());
        effects.move(writer, effectId, 'intended', 'failed');
      }
    });
    for (const row of rows) {
      const active = this.active.get(row.id);
      active?.abort.abort(calledOff(t('It was cancelled.')));
      const work = (active?.ended ?? Promise.resolve()).then(() => this.abandon(row)).finally(() => this.abandoning.delete(work));
      this.abandoning.add(work);
    }
    this.parts.revised();
  }

  private async abandon(row: UploadRow): Promise<void> {
    if (row.begunAt === null && row.attempts === 0) return;
    try {
      const signal = AbortSignal.any([this.abort.signal, AbortSignal.timeout(WHILE_ABANDONING_MS)]);
      await this.parts.connections.to(row.destination).uploader.abandon({ path: row.path, base: null, key: row.key }, signal);
    } catch (error) {
      // It costs room there and harms nothing; buckets have rules for what was begun and never ended.
      this.parts.log.warn('upload.abandon', { destination: row.destination, key: row.key, error: toErrorData(error) });
    }
  }
}

const calledOff = (message: string): FilemillError => new FilemillError('call.cancelled', message);
