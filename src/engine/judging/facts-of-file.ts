import { join } from 'node:path';
import type { ErrorData } from '../../shared/errors/filemill-error';
import type { DuplicateTier } from '../../shared/model/duplicates';
import type { Report } from '../../shared/model/report';
import type { Database } from '../store/database';
import {
  beginningOfText,
  countCopiesBefore,
  entriesOf,
  judgedReport,
  textsInside,
  wasLookedInside,
  type JudgedReport,
  type JudgedRow,
} from '../store/judged-files';
import { Tags } from '../store/tags';
import { isChecksumRight } from './checksum-fact';
import { couldNotBeRead } from './could-not-be-read';
import { LONGEST_TEXT, type Sources } from './sources';

export interface StoredParts {
  readonly database: Database;
  readonly blurThreshold: number;
  folderName(folderId: number): string;
  /** Absolute; null for one that is not watched any more. */
  folderPath(folderId: number): string | null;
  /** Tiers in which other bytes are like these; null where they were not compared yet. */
  likeTiers(sha256: string): readonly DuplicateTier[] | null;
}

/** What the ledger has of one version of a file: for trying rules out, and for looking back. */
export class StoredFile implements Sources {
  private read: JudgedReport | null | undefined;
  readonly error: ErrorData | null;

  constructor(
    private readonly parts: StoredParts,
    readonly row: JudgedRow,
  ) {
    this.error = row.error === null ? null : (JSON.parse(row.error) as ErrorData);
  }

  get path(): string {
    return this.row.path;
  }

  get folderName(): string {
    return this.parts.folderName(this.row.folderId);
  }

  get size(): number {
    return this.row.size;
  }

  get modifiedAt(): number {
    return this.row.mtimeMs;
  }

  get arrivedAt(): number {
    return this.row.arrivedAt;
  }

  get event(): Sources['event'] {
    return this.row.event;
  }

  get kind(): Sources['kind'] {
    return this.row.kind;
  }

  get mime(): string | null {
    return this.row.mime;
  }

  get sha256(): string | null {
    return this.row.sha256;
  }

  get processor(): string | null {
    return this.reading?.processor ?? null;
  }

  get blurThreshold(): number {
    return this.parts.blurThreshold;
  }

  get hasFailed(): boolean {
    return couldNotBeRead(this.error);
  }

  /** Null where nothing was read. */
  get reading(): JudgedReport | null {
    if (this.read === undefined) this.read = this.row.reportId === null ? null : (judgedReport(this.parts.database, this.row.reportId) ?? null);
    return this.read;
  }

  report(): Report | null {
    return this.reading?.data ?? null;
  }

  warnings(): readonly string[] {
    return this.row.warnings === null ? [] : (JSON.parse(this.row.warnings) as string[]);
  }

  tableCount(): number {
    return this.reading?.tableCount ?? 0;
  }

  entries(): readonly string[] {
    return this.row.reportId === null ? [] : entriesOf(this.parts.database, this.row.reportId);
  }

  text(): string {
    return this.row.reportId === null ? '' : beginningOfText(this.parts.database, this.row.reportId, LONGEST_TEXT);
  }

  membersText(): string | null {
    const { sha256 } = this.row;
    if (sha256 === null || !wasLookedInside(this.parts.database, sha256)) return null;
    return textsInside(this.parts.database, sha256, LONGEST_TEXT);
  }

  tags(): readonly string[] {
    return new Tags(this.parts.database).of(this.row.fileId);
  }

  isVerified(): boolean | null {
    const folder = this.parts.folderPath(this.row.folderId);
    return folder === null ? null : isChecksumRight(join(folder, this.row.path), this.row.sha256);
  }

  /** As if files came in the order in which they became known: the first of several copies has none, so that no rule takes all of them away. */
  copies(): number | null {
    const { sha256 } = this.row;
    return sha256 === null || this.row.size === 0 ? null : countCopiesBefore(this.parts.database, sha256, this.row.fileId, null);
  }

  likeTiers(): readonly DuplicateTier[] | null {
    return this.row.sha256 === null ? null : this.parts.likeTiers(this.row.sha256);
  }
}
