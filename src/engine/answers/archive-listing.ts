import { randomUUID } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { limitsFor } from '../../processors/catalogue';
import { FilemillError, toErrorData } from '../../shared/errors/filemill-error';
import type { ArchiveEntry, ArchiveRef, ArchiveReport } from '../../shared/model/archive';
import type { ReadResult } from '../../shared/contract/worker-api';
import { MemberShelf, type ShelvedMember } from '../archives/inside/member-shelf';
import type { Engine } from '../engine';
import { jobOfFile } from './file-detail';
import { t } from '../../shared/words/words';

/** What is in an archive, as its own list says. */
export interface Listing {
  sha256: string;
  report: ArchiveReport;
  entries: ArchiveEntry[];
  warnings: string[];
}

/** Fifty thousand entries are some twenty megabytes. */
const MOST_LISTINGS = 4;
const PROGRESS_ID = 2 ** 42;

/** Archives that people look into: of the ledger where it has read them, else read by a worker. */
export class ArchiveListings {
  readonly shelf: MemberShelf;
  private readonly listings = new Map<string, Promise<Listing>>();

  constructor(private readonly engine: Engine) {
    const scratchFolder = join(engine.options.dataFolder, 'scratch');
    this.shelf = new MemberShelf(engine.archiveSources, scratchFolder);
  }

  /** @throws FilemillError what reading it throws: `file.needsPassword`, `file.damaged` … */
  async of(archive: ArchiveRef, signal: AbortSignal): Promise<Listing> {
    const wasAsked = this.listings.has(this.keyOf(archive));
    try {
      return await this.shared(archive, signal);
    } catch (error) {
      // Who asked for it first has called that off: for others it is begun anew.
      if (!wasAsked || signal.aborted || toErrorData(error).code !== 'call.cancelled') throw error;
      return this.shared(archive, signal);
    }
  }

  private shared(archive: ArchiveRef, signal: AbortSignal): Promise<Listing> {
    const key = this.keyOf(archive);
    const listing = this.listings.get(key) ?? this.read(archive, signal);
    this.listings.delete(key);
    this.listings.set(key, listing);
    listing.catch(() => this.listings.delete(key));
    for (const oldest of this.listings.keys()) {
      if (this.listings.size <= MOST_LISTINGS) break;
      this.listings.delete(oldest);
    }
    return listing;
  }

  /** Names an archive in its present version, and what passwords might open of it. */
  keyOf(archive: ArchiveRef): string {
    const { root, path, reportId } = 'path' in archive ? { root: '/', path: archive.path, reportId: null } : jobOfFile(this.engine.database, archive.fileId);
    const stat = lstatSync(toFsPath(join(root, path)), { throwIfNoEntry: false });
    return JSON.stringify([archive, reportId, stat?.size, stat?.mtimeMs, stat?.ino, this.engine.passwords.texts().length]);
  }

  /** Content of the archive where the ledger knows it, though it may not have read it. */
  private known(archive: ArchiveRef): { sha256: string; reportId: number } | null {
    if ('path' in archive) return null;
    const { database, members } = this.engine;
    const { sha256, reportId } = jobOfFile(database, archive.fileId);
    let at = { sha256, reportId };
    for (const ordinal of archive.inside) {
      const member = at.sha256 === null ? undefined : members.one(at.sha256, ordinal);
      at = { sha256: member?.sha256 ?? null, reportId: member?.reportId ?? null };
    }
    return at.sha256 === null || at.reportId === null ? null : { sha256: at.sha256, reportId: at.reportId };
  }

  private async read(archive: ArchiveRef, signal: AbortSignal): Promise<Listing> {
    const { reports } = this.engine;
    const known = this.known(archive);
    const report = known ? reports.data(known.reportId) : undefined;
    if (known && report?.kind === 'archive') {
      const { entries } = reports.bulk(known.reportId);
      return { sha256: known.sha256, report, entries, warnings: reports.head(known.reportId)?.warnings ?? [] };
    }
    const open = await this.engine.archiveSources.open(archive, PROGRESS_ID, signal);
    try {
      const result = await this.readBy({ ...open, options: { ...open.options, processor: 'archive' } }, signal);
      if (result.report.kind !== 'archive') throw new FilemillError('file.notRegular', t('It is no archive that can be opened here.'), { hint: t('Open it in its own program.') });
      const { entries = [], ...lean } = result.report;
      return { sha256: open.options.sha256, report: lean, entries, warnings: result.warnings };
    } finally {
      await open.release();
    }
  }

  /** Has a worker read a file that lies on the disk; nothing of it is kept. */
  async readBy({ source, options }: ShelvedMember, signal: AbortSignal): Promise<ReadResult> {
    const scratchDir = join(this.engine.options.dataFolder, 'scratch', `made-${randomUUID()}`);
    await mkdir(scratchDir, { recursive: true });
    try {
      const { timeoutMs, memoryBytes } = limitsFor({ name: source.path, mime: options.mime, kind: options.kind, size: source.size });
      const { results } = await this.engine.pool.run({ exclusive: true, urgent: true, timeoutMs, memoryBytes, signal }, (worker) =>
        worker.call('files.read', { scratchDir, items: [{ source, options }] }, { signal }),
      );
      const [answer] = results;
      if (!answer) throw new FilemillError('bug', t('A worker gave no answer about a file.'));
      if (!answer.ok) throw FilemillError.fromData(answer.error);
      return answer.result;
    } finally {
      await rm(scratchDir, { recursive: true, force: true });
    }
  }
}

const ofEngine = new WeakMap<Engine, ArchiveListings>();

export function archiveListings(engine: Engine): ArchiveListings {
  const known = ofEngine.get(engine) ?? new ArchiveListings(engine);
  ofEngine.set(engine, known);
  return known;
}

/** Nothing of what people looked at is left in scratch. */
export function closeListings(engine: Engine): void {
  ofEngine.get(engine)?.shelf.close();
}
