import { relative } from 'node:path';
import type { DuplicateTier } from '../../shared/model/duplicates';
import type { Trigger } from '../../shared/model/file';
import { FilemillError } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import { sightingAt } from '../actions/file-version';
import type { KnownFolder } from '../folder-registry';
import type { Database } from '../store/database';
import type { Effect, Effects } from '../store/effects';
import type { Ledger } from '../store/ledger';
import type { RemovedFiles } from '../store/removed-files';
import type { Candidate } from './choose-keeper';
import type { DisposalData } from './disposal-data';
import type { Marks } from './marks';
import { t } from '../../shared/words/words';

type Known = Pick<Candidate, 'fileId' | 'folderId' | 'path'>;

/** What the ledger is told of files that are taken away and put back, each word in its transaction. */
export class DisposalLedger {
  constructor(
    private readonly database: Database,
    private readonly effects: Effects,
    private readonly ledger: Ledger,
    private readonly removedFiles: RemovedFiles,
    private readonly marks: Marks,
    private readonly folderOf: (id: number) => Pick<KnownFolder, 'path'> | undefined,
  ) {}

  /** @throws FilemillError `file.changed` when a newer version of the file is being read */
  intend(
    { jobId, fileId, folderId, sha256 }: Pick<Candidate, 'jobId' | 'fileId' | 'folderId' | 'sha256'>,
    { action, source, target, runId, data }: Pick<Effect, 'action' | 'source' | 'target' | 'runId'> & { data: DisposalData },
  ): number {
    const effect = { jobId, fileId, folderId, action, source, target, sha256, at: Date.now(), runId, data: JSON.stringify(data) };
    const id = this.database.transaction((writer) => this.effects.intendSettled(writer, effect));
    if (id !== null) return id;
    throw new FilemillError('file.changed', t('A newer version of it is being read.'), { hint: t('It stays where it is.') });
  }

  fail(id: number): void {
    this.database.transaction((writer) => this.effects.move(writer, id, 'intended', 'failed'));
  }

  /** @returns the job that tells of it */
  removed(
    id: number,
    { fileId }: Pick<Known, 'fileId'>,
    keeperPath: string,
    { action, target, trigger, tier }: { action: 'trash' | 'vault' | 'move'; target: string; trigger: Trigger; tier: DuplicateTier },
  ): number | null {
    return this.database.transaction((writer) => {
      if (!this.effects.move(writer, id, 'intended', 'done')) return null;
      const went = { action, tier, keeper: quoted(keeperPath), target: quoted(target) };
      const reason = t('Moved to {action, select, trash {the trash} vault {the vault} other {{target}}} as {tier, select, identical {a copy of} samePicture {the same picture as} similar {a picture like} other {the same text as}} {keeper}.', went);
      const jobId = this.removedFiles.recordRemoved(writer, fileId, reason, trigger, Date.now());
      if (jobId !== null) this.effects.setJob(writer, id, jobId);
      this.marks.forget(writer, fileId);
      return jobId;
    });
  }

  linked(id: number, one: Known, keeper: Known): void {
    this.finishLink(id, one.fileId);
    this.touched(one, keeper);
  }

  /** Found out after a crash: the keeper's new change time leads to a second look at it, and to nothing more. */
  linkedAgain({ id, fileId }: Effect): void {
    this.finishLink(id, fileId);
    this.touchedFile(fileId);
  }

  private finishLink(id: number, fileId: number): void {
    this.database.transaction((writer) => {
      if (this.effects.move(writer, id, 'intended', 'done')) this.marks.forget(writer, fileId);
    });
  }

  /** Where we changed times or numbers of files, so that this is no news to the watcher. */
  touched(...files: Known[]): void {
    this.database.transaction((writer) => {
      for (const { fileId, folderId, path } of files) {
        const root = this.folderOf(folderId)?.path;
        if (root === undefined) continue;
        try {
          this.removedFiles.recordTouched(writer, fileId, sightingAt(root, path));
        } catch {
          // It is gone or can't be looked at: the watcher tells.
        }
      }
    });
  }

  /** Compare-and-set. @returns false when it is not in force any more */
  beginUndo(id: number): boolean {
    return this.database.transaction((writer) => this.effects.move(writer, id, 'done', 'undoing'));
  }

  /** It stays as it is. */
  cancelUndo(id: number): void {
    this.database.transaction((writer) => this.effects.move(writer, id, 'undoing', 'done'));
  }

  /** The file lies at its place again. */
  restored(effect: Effect, data: DisposalData): void {
    this.database.transaction((writer) => {
      if (!this.effects.move(writer, effect.id, 'undoing', 'undone')) return;
      const sighting = sightingAt(effect.root, relative(effect.root, effect.source));
      const way = { fileId: effect.fileId, jobId: effect.jobId, formerJobId: data.formerJobId };
      this.removedFiles.recordRestored(writer, way, sighting, t('It was put back.'));
    });
  }

  /** A link is a file of its own again. */
  separated(effect: Effect): void {
    this.database.transaction((writer) => this.effects.move(writer, effect.id, 'undoing', 'undone'));
    this.touchedFile(effect.fileId);
  }

  touchedFile(fileId: number): void {
    const known = this.ledger.byId(fileId);
    if (known?.present) this.touched(known);
  }
}

const quoted = (path: string): string => t('“{name}”', { name: displayName(path) });
