import { lstatSync, rmSync, unlinkSync, utimesSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { toFsPath } from '../../../base/byte-name';
import type { Log } from '../../../base/log';
import { makeFolders } from '../../../base/make-folders';
import { isInside } from '../../../base/safe-path';
import { FilemillError, toErrorData, type ErrorData } from '../../../shared/errors/filemill-error';
import type { ArchivePolicy, HandoffPlace, SweepRun } from '../../../shared/model/handoff';
import { fileHere, isStill, isThere, versionAt } from '../../actions/file-version';
import { settleFolders } from '../../actions/move-name';
import { temporaryName } from '../../actions/temporary-name';
import { versionSchema } from '../../duplicates/disposal-data';
import type { Database } from '../../store/database';
import type { Effect, Effects } from '../../store/effects';
import type { Vault } from '../../vault/vault';
import { findOld } from '../find-old';
import { giveName } from '../../actions/give-name';
import { unpackFile } from '../pack-file';
import type { Reach } from '../reach';
import { sweepFiles, type LetGo } from '../sweep-files';
import { instantOf, dayAt, systemZone, addDays } from '../expectations/occurrences';
import { packerByName, packerOf } from './packers';
import { t } from '../../../shared/words/words';

const sweptSchema = z.object({ version: versionSchema, vaulted: z.string().nullable() });

const DAY_MS = 86_400_000;
const MOST_FAILURES = 100;
const MOST_EXAMPLES = 20;

export interface SweepParts {
  database: Database;
  effects: Effects;
  vault: Vault;
  log: Log;
  reach: Reach;
  places(): readonly HandoffPlace[];
  now(): number;
  /** What happens at these places meanwhile is no news. */
  unseen<R>(paths: readonly string[], act: () => Promise<R>): Promise<R>;
  changed(): void;
}

export interface SweepPlan {
  files: number;
  bytes: number;
  oldestAt: number | null;
  examples: { path: string; to: string }[];
  problem: ErrorData | null;
}

/** Archiving by age: at its hour, and when a person asks. Each original goes into the vault once its archive is proved. */
export class Sweeps {
  private readonly runs = new Map<string, { run: SweepRun; abort: AbortController; ended: Promise<void> }>();

  constructor(private readonly parts: SweepParts) {}

  list(): { runs: SweepRun[]; next: { path: string; at: number }[] } {
    const next = this.parts.places().flatMap(({ path, archive }) => (archive ? [{ path, at: this.nextAt(path, archive) }] : []));
    return { runs: [...this.runs.values()].map(({ run }) => run), next };
  }

  /** What would go, by what lies there now. */
  async plan(path: string, policy: ArchivePolicy | null): Promise<SweepPlan> {
    const plan: SweepPlan = { files: 0, bytes: 0, oldestAt: null, examples: [], problem: null };
    try {
      if (!policy) throw new FilemillError('settings.invalid', t('Nothing says where to archive to.'), { hint: t('Set a folder and an age first.') });
      const { ending } = packerOf(policy.format);
      mustLieElsewhere(path, policy);
      await this.parts.reach.mustAnswer(path);
      for await (const unit of findOld(path, policy.olderThanDays * DAY_MS, policy.to)) {
        for (const name of unit.files) {
          const stats = lstatSync(toFsPath(join(unit.folder, name)), { throwIfNoEntry: false });
          plan.files += 1;
          plan.bytes += stats?.size ?? 0;
          plan.oldestAt = Math.min(plan.oldestAt ?? Infinity, stats?.mtimeMs ?? Infinity);
          if (plan.examples.length < MOST_EXAMPLES) plan.examples.push({ path: join(unit.folder, name), to: join(policy.to, relative(path, unit.folder), `${name}${ending}`) });
        }
      }
    } catch (error) {
      plan.problem = toErrorData(error);
    }
    return plan;
  }

  /** To be called from time to time. */
  beginDue(): void {
    for (const { path, archive } of this.parts.places()) {
      if (archive && this.runs.get(path)?.run.state !== 'running' && this.parts.now() >= this.nextAt(path, archive)) this.begin(path);
    }
  }

  /** @param only data to be archived whatever its age. @throws FilemillError */
  begin(path: string, only?: ReadonlySet<string>): SweepRun {
    const archive = this.parts.places().find((place) => place.path === path)?.archive;
    if (!archive) throw new FilemillError('settings.invalid', t('Nothing says where to archive to.'), { hint: t('Set a folder and an age in the place’s settings.') });
    mustLieElsewhere(path, archive);
    const known = this.runs.get(path);
    if (known?.run.state === 'running') throw new FilemillError('usage.invalid', t('It is being archived already.'), { hint: t('Wait until that is done.') });
    const run: SweepRun = { path, state: 'running', startedAt: this.parts.now(), endedAt: null, files: 0, bytes: 0, packedBytes: 0, failed: [], error: null };
    const abort = new AbortController();
    this.runs.set(path, { run, abort, ended: this.sweep(run, archive, abort.signal, only) });
    this.parts.changed();
    return { ...run };
  }

  cancel(path: string): void {
    this.runs.get(path)?.abort.abort();
  }

  /** Resolves when the run of a place has ended. */
  async whenEnded(path: string): Promise<void> {
    await this.runs.get(path)?.ended;
  }

  async close(): Promise<void> {
    for (const { abort } of this.runs.values()) abort.abort();
    await Promise.all([...this.runs.values()].map(({ ended }) => ended));
  }

  /** An original comes back from the vault, else out of its archive; the archive goes. */
  async undo(effect: Effect): Promise<void> {
    const { database, effects, vault } = this.parts;
    const { id, source, target, sha256 } = effect;
    const { version, vaulted } = sweptSchema.parse(JSON.parse(effect.data ?? '{}'));
    if (isThere(source)) throw new FilemillError('effect.changed', t('Another file lies at its place now.'), { hint: t('Move that one away, then try again.') });
    const temporary = temporaryName(database, source, id);
    makeFolders(dirname(source));
    if (vaulted !== null && isThere(vaulted)) await vault.bringBack(vaulted, source, { sha256, version, temporary });
    else {
      const packer = packerByName(target);
      if (!packer || !isThere(target) || sha256 === null) throw new FilemillError('effect.final', t('Neither the vault nor the archive has it any more.'), { hint: t('Nothing was changed.') });
      rmSync(toFsPath(temporary), { force: true });
      try {
        await unpackFile(target, temporary, packer, sha256);
        utimesSync(toFsPath(temporary), new Date(Number(BigInt(version.atimeNs) / 1_000_000n)), new Date(Number(BigInt(version.mtimeNs) / 1_000_000n)));
        if (!giveName(temporary, source)) throw new FilemillError('effect.changed', t('Another file took its place this very moment.'), { hint: t('Move that one away, then try again.') });
      } finally {
        rmSync(toFsPath(temporary), { force: true });
      }
    }
    // The original is there again; its archive is a second copy, which the next sweep would make anew.
    if (fileHere(target)) unlinkSync(toFsPath(target));
    settleFolders(source, target);
    database.transaction((writer) => effects.move(writer, id, 'done', 'undone'));
  }

  /** After an end in between: an original that is in the vault was archived, one that lies there was not. */
  recover(): void {
    const { database, effects, vault, log } = this.parts;
    for (const effect of effects.intended(['sweep'])) {
      try {
        const { version, vaulted } = sweptSchema.parse(JSON.parse(effect.data ?? '{}'));
        const there = fileHere(effect.source);
        const isLeft = there !== undefined && isStill(there, version);
        if (isLeft && vaulted !== null) vault.letGo(vaulted);
        database.transaction((writer) => effects.move(writer, effect.id, 'intended', isLeft || vaulted === null || !isThere(vaulted) ? 'failed' : 'done'));
      } catch (error) {
        log.warn('sweep.unfinished', { source: effect.source, error });
      }
    }
  }

  private async sweep(run: SweepRun, { to, olderThanDays, format }: ArchivePolicy, signal: AbortSignal, only?: ReadonlySet<string>): Promise<void> {
    const { log, now, changed, database } = this.parts;
    try {
      for (const place of [run.path, to]) await this.parts.reach.mustAnswer(place);
      makeFolders(to);
      const olderThanMs = only ? 0 : olderThanDays * DAY_MS;
      for await (const swept of sweepFiles(run.path, { to, olderThanMs, format, signal, letGo: (original) => this.letGo(original), ...(only ? { only } : {}) })) {
        if (swept.error === null) {
          run.files += 1;
          run.bytes += swept.bytes;
          run.packedBytes += swept.packedBytes;
        } else if (run.failed.length < MOST_FAILURES) run.failed.push({ path: swept.path, error: swept.error });
        changed();
      }
      run.state = 'done';
    } catch (error) {
      run.state = signal.aborted ? 'cancelled' : 'failed';
      if (!signal.aborted) {
        run.error = toErrorData(error);
        log.warn('sweep', { path: run.path, error });
      }
    } finally {
      run.endedAt = now();
      if (!only && run.state !== 'cancelled') database.transaction((writer) => writer.run('INSERT OR REPLACE INTO facts VALUES (?, ?)', lastKey(run.path), String(run.startedAt)));
      changed();
    }
  }

  private async letGo({ path, archived, sha256 }: LetGo): Promise<void> {
    const { database, effects, vault, unseen } = this.parts;
    const version = versionAt(path);
    const id = database.transaction((writer) => effects.intendAlone(writer, { action: 'sweep', source: path, target: archived, sha256, at: Date.now(), data: JSON.stringify({ version, vaulted: null }) }));
    const vaulted = vault.open(id, path);
    database.transaction((writer) => effects.setTarget(writer, id, archived, JSON.stringify({ version, vaulted })));
    try {
      await unseen([], () => vault.put(path, vaulted));
    } catch (error) {
      database.transaction((writer) => effects.move(writer, id, 'intended', 'failed'));
      throw error;
    }
    database.transaction((writer) => effects.move(writer, id, 'intended', 'done'));
  }

  /** Its hour today, if it has not been archived since; else tomorrow's. */
  private nextAt(path: string, { at }: ArchivePolicy): number {
    const zone = systemZone();
    const today = dayAt(this.parts.now(), zone);
    const hour = instantOf(today, at, zone);
    const last = this.lastAt(path);
    return last >= hour ? instantOf(addDays(today, 1), at, zone) : hour;
  }

  /** One that was never archived begins with its next hour, not with the one that is over. */
  private lastAt(path: string): number {
    const { database, now } = this.parts;
    const known = database.get<{ value: string }>('SELECT value FROM facts WHERE key = ?', lastKey(path));
    if (known) return Number(known.value);
    const at = now();
    database.transaction((writer) => writer.run('INSERT INTO facts VALUES (?, ?)', lastKey(path), String(at)));
    return at;
  }
}

const lastKey = (path: string): string => `sweep-last:${path}`;

function mustLieElsewhere(path: string, { to }: ArchivePolicy): void {
  if (!isInside(to, path) && !isInside(path, to)) return;
  throw new FilemillError('settings.invalid', t('The archive can’t lie in {path}, or around it.', { path: basename(path) }), { hint: t('Choose another folder for it.') });
}
