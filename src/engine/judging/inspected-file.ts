import { join } from 'node:path';
import type { ReadResult, Recognition } from '../../shared/contract/worker-api';
import type { ErrorData } from '../../shared/errors/filemill-error';
import type { FileEvent } from '../../shared/model/file';
import type { Report } from '../../shared/model/report';
import { isChecksumRight } from './checksum-fact';
import { LONGEST_TEXT, type Sources } from './sources';

/** A file that was looked at where it lies, without a ledger. */
export interface LookedAt {
  /** Of its folder, absolute. */
  readonly root: string;
  /** Inside its folder. */
  readonly path: string;
  readonly folderName: string;
  readonly size: number;
  readonly modifiedAt: number;
  readonly arrivedAt: number;
  readonly blurThreshold: number;
  readonly recognition: Recognition | null;
  readonly result: ReadResult | null;
  readonly error: ErrorData | null;
  /** Files with the same bytes that were looked at before; null where that is not known. */
  readonly copies: number | null;
}

/** What is known of it; what files are like it, and what lies inside, is not. */
export class InspectedFile implements Sources {
  readonly event: FileEvent = 'created';
  readonly kind: Sources['kind'];
  readonly mime: string | null;
  readonly sha256: string | null;
  readonly processor: string | null;
  readonly path: string;
  readonly folderName: string;
  readonly size: number;
  readonly modifiedAt: number;
  readonly arrivedAt: number;
  readonly blurThreshold: number;
  readonly error: ErrorData | null;
  private readonly recognition: Recognition | null;
  private readonly result: ReadResult | null;
  private readonly root: string;
  private readonly sameBytes: number | null;

  constructor({ root, path, folderName, size, modifiedAt, arrivedAt, blurThreshold, error, recognition, result, copies }: LookedAt) {
    this.root = root;
    this.path = path;
    this.folderName = folderName;
    this.size = size;
    this.modifiedAt = modifiedAt;
    this.arrivedAt = arrivedAt;
    this.blurThreshold = blurThreshold;
    this.error = error;
    this.recognition = recognition;
    this.result = result;
    this.sameBytes = copies;
    this.kind = recognition?.kind ?? null;
    this.mime = recognition?.mime ?? null;
    this.sha256 = recognition?.sha256 ?? null;
    this.processor = result?.processor ?? null;
  }

  warnings(): readonly string[] {
    return [...(this.recognition?.warnings ?? []), ...(this.result?.warnings ?? [])];
  }

  report(): Report | null {
    return this.result?.report ?? null;
  }

  tableCount(): number {
    const report = this.report();
    return report?.kind === 'document' ? report.tables.length : 0;
  }

  entries(): readonly string[] {
    const report = this.report();
    return report?.kind === 'archive' ? (report.entries ?? []).map(({ path }) => path) : [];
  }

  text(): string {
    return this.result?.text.slice(0, LONGEST_TEXT) ?? '';
  }

  membersText(): null {
    return null;
  }

  /** No ledger knows it. */
  tags(): readonly string[] {
    return [];
  }

  isVerified(): boolean | null {
    return isChecksumRight(join(this.root, this.path), this.sha256);
  }

  copies(): number | null {
    return this.sameBytes;
  }

  likeTiers(): null {
    return null;
  }
}
