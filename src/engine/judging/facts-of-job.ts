import { join } from 'node:path';
import type { ErrorData } from '../../shared/errors/filemill-error';
import type { DuplicateTier } from '../../shared/model/duplicates';
import type { FactNeed } from '../../shared/model/fact';
import type { Report } from '../../shared/model/report';
import type { NewPrints } from '../duplicates/comparer';
import type { Job } from '../job';
import type { Facts } from '../rules/compile-condition';
import type { Database } from '../store/database';
import { beginningOfText, countCopies, countCopiesBefore, countCopiesEndedBefore, entriesOf, judgedReport, textsInside, wasLookedInside, type JudgedReport } from '../store/judged-files';
import type { Look } from '../store/members';
import { RuleRuns } from '../store/rule-runs';
import { Tags } from '../store/tags';
import { isChecksumRight } from './checksum-fact';
import { factsOf } from './facts-of-sources';
import { LONGEST_TEXT, type Sources } from './sources';

export interface JobFactsParts {
  readonly database: Database;
  readonly blurThreshold: number;
  /** The order that the job came of, where the bytes were known before; null where they are news. */
  readonly orderId: number | null;
  warningsOfInside(look: Look | null): string[];
  likeTiersOfNew(sha256: string, prints: NewPrints): Promise<readonly DuplicateTier[]>;
}

/**
 * What is known of a file that was read and is not retired yet. What can't be asked of the ledger at once is fetched before,
 * where it is needed.
 */
export async function factsOfJob(job: Job, parts: JobFactsParts, needs: ReadonlySet<FactNeed>, now: number): Promise<Facts> {
  const tiers = needs.has('compare') ? await compare(job, parts) : null;
  return factsOf(new JobInFlight(job, parts, tiers), now);
}

async function compare({ recognition, result }: Job, parts: JobFactsParts): Promise<readonly DuplicateTier[] | null> {
  if (!recognition) return null;
  return parts.likeTiersOfNew(recognition.sha256, { picture: bytesOf(result?.pictureSignature), text: bytesOf(result?.textPrint) });
}

const bytesOf = (encoded: string | null | undefined): Uint8Array | null => (encoded == null ? null : Buffer.from(encoded, 'base64'));

class JobInFlight implements Sources {
  readonly path: string;
  readonly folderName: string;
  readonly size: number;
  readonly modifiedAt: number;
  readonly arrivedAt: number;
  readonly event: Sources['event'];
  readonly kind: Sources['kind'];
  readonly mime: string | null;
  readonly sha256: string | null;
  readonly processor: string | null;
  readonly blurThreshold: number;
  private stored: JudgedReport | null | undefined;

  constructor(
    private readonly job: Job,
    private readonly parts: JobFactsParts,
    private readonly tiers: readonly DuplicateTier[] | null,
  ) {
    const { recognition } = job;
    this.path = job.path;
    this.folderName = job.settings.name;
    this.size = job.size;
    this.modifiedAt = job.mtimeMs;
    this.arrivedAt = job.arrivedAt;
    this.event = job.event;
    this.kind = recognition?.kind ?? null;
    this.mime = recognition?.mime ?? null;
    this.sha256 = recognition?.sha256 ?? null;
    this.processor = job.result?.processor ?? job.report?.processor ?? null;
    this.blurThreshold = parts.blurThreshold;
  }

  get error(): ErrorData | null {
    return this.job.error;
  }

  warnings(): readonly string[] {
    const { recognition, result, report, inside } = this.job;
    return [...(recognition?.warnings ?? []), ...(result?.warnings ?? report?.warnings ?? []), ...this.parts.warningsOfInside(inside)];
  }

  report(): Report | null {
    return this.job.result?.report ?? this.known?.data ?? null;
  }

  tableCount(): number {
    const report = this.job.result?.report;
    return report?.kind === 'document' ? report.tables.length : (this.known?.tableCount ?? 0);
  }

  entries(): readonly string[] {
    const report = this.job.result?.report;
    if (report?.kind === 'archive') return (report.entries ?? []).map(({ path }) => path);
    return this.job.report ? entriesOf(this.parts.database, this.job.report.id) : [];
  }

  text(): string {
    const { result, report } = this.job;
    if (result) return result.text.slice(0, LONGEST_TEXT);
    return report ? beginningOfText(this.parts.database, report.id, LONGEST_TEXT) : '';
  }

  membersText(): string | null {
    const { sha256 } = this;
    if (sha256 === null) return null;
    const isKnown = this.job.inside ? this.job.inside.depth > 0 : wasLookedInside(this.parts.database, sha256);
    return isKnown ? textsInside(this.parts.database, sha256, LONGEST_TEXT) : null;
  }

  tags(): readonly string[] {
    return new Tags(this.parts.database).of(this.job.fileId);
  }

  isVerified(): boolean | null {
    return isChecksumRight(join(this.job.root, this.job.path), this.sha256);
  }

  /**
   * Of two that come at once, the one that is judged later has the other for a copy: until that one's end is in the ledger, this one waits. One that
   * is judged again has none but those that were there the first time: others may have been set aside for its sake.
   */
  copies(): number | null {
    const { sha256, job, parts } = this;
    if (sha256 === null || job.size === 0) return null;
    if (parts.orderId !== null) return countCopiesBefore(parts.database, sha256, job.fileId, parts.orderId);
    const endedAt = new RuleRuns(parts.database).endedAt(job.jobId);
    return endedAt === null ? countCopies(parts.database, sha256, job.fileId) : countCopiesEndedBefore(parts.database, sha256, job.fileId, endedAt);
  }

  likeTiers(): readonly DuplicateTier[] | null {
    return this.tiers;
  }

  /** The same bytes were read before. */
  private get known(): JudgedReport | null {
    if (this.stored === undefined) this.stored = this.job.report === null ? null : (judgedReport(this.parts.database, this.job.report.id) ?? null);
    return this.stored;
  }
}
