import { basename, dirname, join } from 'node:path';
import { makeFolders } from '../../base/make-folders';
import type { Recognition, Source, WorkerApi } from '../../shared/contract/worker-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { ArchiveRecipe, CreateRequest, EntryPick, RefusedEntry, UnpackLimits } from '../../shared/model/archive';
import { packedEntrySchema, type PackedEntry } from '../../shared/model/packing';
import { RowPacker, rowsOf } from '../../base/packed-rows';
import { countOf, refusedOf, writtenOf } from '../../base/unpacked-rows';
import type { CallInput, CallOutput } from '../../shared/rpc/define-api';
import { moveAnywhere } from '../actions/move-anywhere';
import { toOutputError } from '../actions/output-error';
import { placeOutput } from '../actions/place-output';
import { openVault } from '../vault/vault-folder';
import { Inspector, type Inspected } from '../answers/inspector';
import { checkOutput } from '../guard/check-output';
import type { Task, WorkerPool } from '../workers/worker-pool';
import { checkPlacement } from './acts/check-placement';
import { ownFolderName } from './acts/destination';
import type { ListedSources } from './acts/list-sources';
import { carryOut, planPlacement, type Placement, type PlacementRequest } from './acts/place-unpacked';
import { leadPartBeside } from './lead-part';
import { foldersToMake, removeIfEmpty } from './made-folders';
import { clearStaging, openStaging, toolStagingPath } from './staging';
import { t } from '../../shared/words/words';

/** A person waits for it and can call it off. */
const ARCHIVE_MS = 24 * 3_600_000;
/** So long a worker has to take away what it has begun. */
const GRACE_MS = 2_000;

export interface ArchiveToolParts {
  pool: WorkerPool;
  scratchDir: string;
  /** Holds the vault for files that are replaced. */
  vaultHome: string;
  /** Tried in turn on locked archives. */
  passwords: string[];
  limits: UnpackLimits;
  /** Calls off what is under way: nothing is left of it. */
  signal: AbortSignal;
}

export interface OpenArchive {
  /** Absolute. */
  path: string;
  source: Source;
  recognition: Recognition;
}

export interface ExtractChoice extends Pick<PlacementRequest, 'ownFolder' | 'conflict'> {
  pick: EntryPick;
  /** Absolute; null for the folder that the archive lies in. */
  to: string | null;
}

/** What was, or would be, extracted. */
export interface Extracted extends Pick<Placement, 'target' | 'items' | 'skipped'> {
  /** Without what nobody asked for. */
  refused: RefusedEntry[];
}

export interface Packed extends Omit<CallOutput<WorkerApi, 'archive.create'>, 'entries'> {
  /** In the archive's order. */
  entries: PackedEntry[];
  /** Null where the name was taken and left alone. */
  path: string | null;
  /** Where the file lies now that had the name before; null where none had it. */
  replaced: string | null;
}

/**
 * Works on single archives on request, outside any folder and without a ledger. All of it throws what the worker throws, and
 * `call.cancelled`.
 */
export class ArchiveTool {
  private readonly inspector: Inspector;

  constructor(private readonly parts: ArchiveToolParts) {
    this.inspector = new Inspector(parts.pool, parts.scratchDir);
  }

  /** Whether what is under way was called off. */
  get isStopped(): boolean {
    return this.parts.signal.aborted;
  }

  /** @param path absolute; of an archive in parts any one, what is opened then is the first */
  async open(path: string): Promise<OpenArchive> {
    const given = await this.openAt(path);
    const lead = leadPartBeside(path, given.recognition);
    if (lead !== null) return this.openAt(lead);
    if (given.source.size === 0) throw new FilemillError('file.empty', t('The file is empty.'), { hint: t('Check the program that made it.') });
    return given;
  }

  private async openAt(path: string): Promise<OpenArchive> {
    const source = this.inspector.look(path);
    return { path, source, recognition: await this.unlessStopped(this.inspector.recognise(source)) };
  }

  /** What is in it. Throws `file.invalid` for what is no archive. */
  async list({ source, recognition }: OpenArchive): Promise<Inspected> {
    const { passwords } = this.parts;
    const reading = await this.unlessStopped(
      this.inspector.read(source, recognition, { ocr: null, passwords, withoutTables: true, withFaces: false, processor: 'archive', progressed: () => undefined }),
    );
    if (reading.report.kind === 'archive') return reading;
    throw new FilemillError('file.invalid', t('It is no archive.'), { hint: t('Look at what kind of file it is.') });
  }

  /** What `extract` would do, by the list of entries alone. Touches nothing. */
  async planExtract(archive: OpenArchive, choice: ExtractChoice): Promise<Extracted> {
    const destination = destinationOf(archive, choice);
    const planned = await this.run((worker) =>
      worker.call('archive.plan', { ...this.asked(archive), pick: choice.pick, limits: this.parts.limits }, { signal: this.parts.signal }),
    );
    return { ...planPlacement(destination.folder, writtenOf(planned), destination), refused: unexpected(refusedOf(planned)) };
  }

  /** Unpacks into a staging folder beside the destination, then gives it its name; nothing that lies there is overwritten. */
  async extract(archive: OpenArchive, choice: ExtractChoice): Promise<Extracted> {
    const destination = destinationOf(archive, choice);
    const { folder, name } = destination;
    checkOutput(join(folder, name), [], this.parts.vaultHome);
    return this.inStaging(folder, 'files', async (staging) => {
      const request = { ...this.asked(archive), pick: choice.pick, limits: this.parts.limits, into: staging, layout: 'tree' as const };
      const unpacked = await this.run((worker) => worker.call('archive.unpack', request, { signal: this.parts.signal }));
      this.parts.signal.throwIfAborted();
      const written = writtenOf(unpacked);
      const left = unexpected(refusedOf(unpacked));
      // Folders alone are nothing that anybody wants when their files could not be had.
      const isWorthIt = countOf(written).files > 0 || (written.length > 0 && left.length === 0);
      const placement = planPlacement(staging, isWorthIt ? written : [], destination);
      if (isWorthIt) {
        checkPlacement(placement, this.parts.vaultHome);
        carryOut(placement);
      }
      return { ...placement, refused: left };
    });
  }

  /** Reads every entry to its end. */
  verify(archive: OpenArchive): Promise<CallOutput<WorkerApi, 'archive.verify'>> {
    return this.run((worker) => worker.call('archive.verify', this.asked(archive), { signal: this.parts.signal }));
  }

  /**
   * Makes an archive, has every byte of it read back, and only then gives it its name.
   *
   * @param target absolute
   */
  async create(target: string, sources: ListedSources['sources'], recipe: ArchiveRecipe, conflict: CreateRequest['conflict']): Promise<Packed> {
    const { vaultHome, signal } = this.parts;
    const folder = dirname(target);
    checkOutput(target, [], vaultHome);
    return this.inStaging(folder, 'archive', async (staging) => {
      const made = join(staging, basename(target));
      const packed = await this.run((worker) => worker.call('archive.create', { fileId: 1, sources: RowPacker.of(sources).packed(), recipe, target: made }, { signal: this.parts.signal }));
      signal.throwIfAborted();
      let replaced: string | null = null;
      const placed = await placeOutput(
        { from: made, sha256: packed.sha256, folder, name: basename(target), conflict, what: 'archive', isBeside: true },
        {
          begin: () => made,
          putAside: async (at) => {
            // No ledger numbers it: the time will do.
            const vaulted = openVault(vaultHome, Date.now(), at);
            await moveAnywhere(at, vaulted);
            replaced = vaulted;
            return () => moveAnywhere(vaulted, at);
          },
        },
      );
      return { ...packed, entries: [...rowsOf(packed.entries, packedEntrySchema)], path: placed.state === 'placed' ? placed.path : null, replaced };
    });
  }

  /** Neither the staging folder nor a folder made for nothing is left. */
  private async inStaging<R>(folder: string, what: string, work: (staging: string) => Promise<R>): Promise<R> {
    const staging = await toolStagingPath(folder);
    const made = foldersToMake(folder);
    try {
      makeFolders(folder);
      openStaging(staging);
      return await work(staging);
    } catch (error) {
      throw toOutputError(error, folder, what);
    } finally {
      await clearStaging(staging);
      for (const each of made) removeIfEmpty(each);
    }
  }

  private asked({ source, recognition: { mime, kind, sha256 } }: OpenArchive): CallInput<WorkerApi, 'archive.verify'> {
    return { source, options: { processor: 'archive', mime, kind, sha256, passwords: this.parts.passwords }, scratchDir: this.parts.scratchDir };
  }

  private run<R>(task: Task<R>): Promise<R> {
    const { pool, signal } = this.parts;
    return this.unlessStopped(pool.run({ exclusive: true, timeoutMs: ARCHIVE_MS, signal, graceMs: GRACE_MS }, task));
  }

  /** Ctrl+C may reach the worker first; that it is gone is then no failure of its own. */
  private async unlessStopped<R>(work: Promise<R>): Promise<R> {
    try {
      return await work;
    } catch (error) {
      throw this.isStopped ? new FilemillError('call.cancelled', t('It was called off.'), { cause: error }) : error;
    }
  }
}

function destinationOf({ path }: OpenArchive, { to, ownFolder, conflict }: ExtractChoice): PlacementRequest {
  return { folder: to ?? dirname(path), name: ownFolderName(basename(path)), ownFolder, conflict };
}

const unexpected = (refused: Iterable<RefusedEntry>): RefusedEntry[] => [...refused].filter(({ code }) => code !== 'notWanted');
