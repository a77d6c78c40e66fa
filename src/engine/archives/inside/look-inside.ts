import { mkdirSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { limitsFor } from '../../../processors/catalogue';
import type { Source } from '../../../shared/contract/worker-api';
import { FilemillError, toErrorData, type ErrorData } from '../../../shared/errors/filemill-error';
import type { RefusedEntry, UnpackedEntry } from '../../../shared/model/archive';
import { inArrays } from '../../../base/unpacked-rows';
import { sourceOf, type Job } from '../../job';
import type { Look, Member } from '../../store/members';
import { endsAll } from './ends-all';
import type { InsideParts, InsideTurns, MemberReading } from './inside-parts';
import { stateOfRefused } from './judge-refused';
import { readMembers } from './read-members';
import { isEnough, notLooked, sumUp } from './sum-up';
import { UnpackBudget } from './unpack-budget';
import { t } from '../../../shared/words/words';

/** Two minutes, and a second for each two megabytes: the slowest disk and the hardest packing. */
const UNPACK_BASE_MS = 120_000;
const UNPACK_BYTES_PER_MS = 2_000;
const GRACE_MS = 800;
/** A worker may die by chance; not twice over the same archive. */
const MAX_CRASHES = 2;
/** Written in one transaction: some ten milliseconds. */
const ROWS_PER_WRITE = 500;

/** An archive on the disk: the file of a folder, or a member in scratch. */
interface Archive {
  name: string;
  source: Source;
  sha256: string;
  mime: string;
  /** Bytes of all that is in it, as it says. */
  expectedBytes: number;
}

let nextScratch = 1;

/** Looks into one archive of a folder: unpacks it in scratch, has its members read, and goes on into archives among them. */
export class LookInside {
  private readonly reading: MemberReading;
  private readonly budget: UnpackBudget;
  private readonly scratch: string;
  private nextFolder = 1;
  /** Archives that lie around the one that is being looked into. */
  private readonly around = new Set<string>();
  private doneCount = 0;
  private totalCount = 0;

  constructor(
    private readonly parts: InsideParts,
    private readonly job: Job,
    private readonly shared: InsideTurns,
    private readonly signal: AbortSignal,
  ) {
    this.reading = parts.readingFor(job);
    this.budget = new UnpackBudget(parts.unpackLimits(), parts.dataFolder, parts.minFreeBytes());
    this.scratch = join(parts.dataFolder, 'scratch', `inside-${nextScratch}`);
    nextScratch += 1;
  }

  /**
   * Its rows are written; that they count is for the caller to say, together with the end of the archive's job.
   *
   * @throws FilemillError what keeps from all of it: `call.cancelled`, `file.changed`, `disk.full`, `file.damaged` …
   */
  async run(): Promise<Look> {
    const { recognition, settings } = this.job;
    if (!recognition) throw new FilemillError('bug', t('An archive was to be looked into before it was recognised.'));
    const { sha256, mime } = recognition;
    await mkdir(this.scratch, { recursive: true, mode: 0o700 });
    try {
      const { knownHead: _knownHead, ...source } = sourceOf(this.job);
      return await this.look({ name: this.job.path, source, sha256, mime, expectedBytes: this.expectedBytes() }, settings.archives.depth);
    } catch (thrown) {
      const error = toErrorData(thrown);
      if (GIVES_UP.has(error.code)) return notLooked(sha256, error.message);
      throw thrown;
    } finally {
      await rm(this.scratch, { recursive: true, force: true });
    }
  }

  private async look(archive: Archive, levels: number): Promise<Look> {
    const folder = join(this.scratch, String(this.nextFolder));
    this.nextFolder += 1;
    mkdirSync(folder, { mode: 0o700 });
    this.around.add(archive.sha256);
    try {
      const isPartial = this.budget.isReduced;
      const { written, refused } = await this.unpack(archive, folder);
      const files = written.filter(({ type }) => type === 'file');
      this.totalCount += files.length;
      const { members, jobs } = await readMembers(files, {
        ...this.parts,
        reading: this.reading,
        turns: this.shared.turns,
        signal: this.signal,
        archive: this.job,
        folder,
        settled: (count) => this.tell(count),
      });
      const locked = new Set(jobs.flatMap(({ member, job }) => (job.error?.code === 'file.needsPassword' ? [member.ordinal] : [])));
      const nested = new Map<string, Look>();
      const lowest = await this.lookIntoNested(jobs, levels, nested, locked);
      for (const entry of refused) if (entry.code === 'encrypted') locked.add(entry.ordinal);
      const all = [...members, ...refused.map(toMember)].sort((one, other) => one.ordinal - other.ordinal);
      const isCut = isPartial && refused.some(({ code }) => code === 'tooLarge');
      const look = sumUp({ archiveSha256: archive.sha256, members: all, nested, locked, way: this.reading.way, levels, ...lowest, isPartial: lowest.isPartial || isCut });
      await this.write(archive.sha256, all);
      return look;
    } finally {
      this.around.delete(archive.sha256);
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async lookIntoNested(
    jobs: readonly { member: Member; job: Job }[],
    levels: number,
    nested: Map<string, Look>,
    locked: Set<number>,
  ): Promise<{ isTooDeep: boolean; isPartial: boolean }> {
    const found = { isTooDeep: false, isPartial: false };
    const leaveOut = (member: Member, reason: string): void => void Object.assign(member, { state: 'skipped', reason });
    for (const { member, job } of jobs) {
      const { sha256, mime, reportId } = member;
      if (member.state !== 'read' || member.kind !== 'archive' || sha256 === null || mime === null || reportId === null) continue;
      const report = this.parts.reports.data(reportId);
      if (report?.kind !== 'archive' || nested.has(sha256)) continue;
      if (this.around.has(sha256)) leaveOut(member, t('It is the same as the archive that it lies in.'));
      else if (levels <= 1) {
        found.isTooDeep = true;
        leaveOut(member, t('Archives are looked into {depth} deep here, and it lies deeper.', { depth: this.job.settings.archives.depth }));
      } else {
        const known = this.parts.members.look(sha256);
        if (isEnough(known, this.reading.way, levels - 1)) {
          nested.set(sha256, known);
          continue;
        }
        if (this.budget.isSpent) {
          found.isPartial = true;
          leaveOut(member, t('So much was unpacked around it that the limit is reached.'));
          continue;
        }
        try {
          const look = await this.look({ name: member.path, source: { ...sourceOf(job), fileId: this.job.fileId }, sha256, mime, expectedBytes: report.totalSize ?? 0 }, levels - 1);
          this.parts.database.transaction((writer) => this.parts.members.putLook(writer, look, Date.now()));
          nested.set(sha256, look);
        } catch (thrown) {
          const error = toErrorData(thrown);
          if (this.signal.aborted || endsAll(error)) throw thrown;
          Object.assign(member, { state: 'failed', reason: error.message });
          if (error.code === 'file.needsPassword') locked.add(member.ordinal);
        }
      }
    }
    return found;
  }

  private async unpack({ name, source, sha256, mime, expectedBytes }: Archive, into: string): Promise<{ written: UnpackedEntry[]; refused: RefusedEntry[] }> {
    const { pool, passwords } = this.parts;
    const release = await this.shared.turns.take(this.signal);
    try {
      for (let crashes = 1; ; crashes += 1) {
        this.signal.throwIfAborted();
        const limits = this.budget.limitsFor(expectedBytes);
        const request = {
          source,
          options: { processor: 'archive', mime, kind: 'archive' as const, sha256, passwords: passwords() },
          pick: { ordinals: null, include: [], exclude: [], maxEntryBytes: null },
          limits,
          scratchDir: this.scratch,
          into,
          layout: 'flat' as const,
        };
        const timeoutMs = UNPACK_BASE_MS + Math.min(expectedBytes, limits.totalBytes) / UNPACK_BYTES_PER_MS;
        const { memoryBytes } = limitsFor({ name, mime, kind: 'archive', size: source.size });
        const manner = { exclusive: true, timeoutMs, memoryBytes, signal: this.signal, graceMs: GRACE_MS };
        const startedAt = performance.now();
        try {
          const unpacked = inArrays(await pool.run(manner, (worker) => worker.call('archive.unpack', request, { signal: this.signal })));
          this.budget.spend(unpacked);
          return unpacked;
        } catch (thrown) {
          if (toErrorData(thrown).code !== 'worker.crashed' || crashes >= MAX_CRASHES) throw thrown;
          await rm(into, { recursive: true, force: true });
          await mkdir(into, { mode: 0o700 });
        } finally {
          this.budget.spendTime(performance.now() - startedAt);
        }
      }
    } finally {
      release();
    }
  }

  private async write(archiveSha256: string, all: readonly Member[]): Promise<void> {
    const { database, members } = this.parts;
    for (let at = 0; at < all.length; at += ROWS_PER_WRITE) {
      database.transaction((writer) => members.put(writer, archiveSha256, all.slice(at, at + ROWS_PER_WRITE)));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  private expectedBytes(): number {
    const { result, report } = this.job;
    const data = result?.report ?? (report ? this.parts.reports.data(report.id) : undefined);
    return data?.kind === 'archive' ? (data.totalSize ?? 0) : 0;
  }

  private tell(count: number): void {
    this.doneCount += count;
    this.shared.progressed(t('Looking inside: {doneCount} of {totalCount}', { doneCount: this.doneCount, totalCount: this.totalCount }), this.totalCount === 0 ? null : this.doneCount / this.totalCount);
  }
}

/** The archive is listed all the same: it counts as read, and a warning says why nobody looked inside. */
const GIVES_UP: ReadonlySet<ErrorData['code']> = new Set(['file.tooSlow', 'file.tooComplex', 'file.tooLarge', 'worker.crashed', 'worker.poisoned']);

const toMember = (entry: RefusedEntry): Member => ({
  ordinal: entry.ordinal,
  path: entry.path,
  state: stateOfRefused(entry),
  reason: entry.reason,
  size: 0,
  modifiedAt: null,
  sha256: null,
  mime: null,
  kind: null,
  reportId: null,
  thumbnail: null,
});
