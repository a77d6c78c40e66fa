import type { FileKind } from '../../shared/model/file';
import type { BestText } from './best-texts';
import type { Database } from './database';
import { MemberWays } from './member-ways';

/** A hit inside an archive: the job is that of the file that holds it. */
export interface MemberHit {
  jobId: number;
  /** Where the words are in the member's text; null when they are in its path. */
  reportId: number | null;
  rank: number;
  member: { ordinals: number[]; path: string; kind: FileKind | null };
}

interface FoundMember {
  archiveSha256: string;
  ordinal: number;
  path: string;
  kind: FileKind | null;
  reportId: number | null;
  rank: number;
}

/** After the names of files, before all texts. */
export const MEMBER_NAME_RANK = -900;

const COUNTED = 'JOIN looked_inside l ON l.archive_sha256 = m.archive_sha256';

/** Members whose path holds all terms, folded. A scan of a narrow index. */
export function membersNamed(database: Database, terms: readonly string[], limit: number): FoundMember[] {
  return database.all(
    `SELECT m.archive_sha256 AS archiveSha256, m.ordinal, m.path, m.kind, NULL AS reportId, ${MEMBER_NAME_RANK} AS rank
     FROM members m INDEXED BY members_by_path ${COUNTED}
     WHERE ${terms.map(() => 'instr(m.search_path, ?) > 0').join(' AND ')} LIMIT ?`,
    ...terms,
    limit,
  );
}

/** Members that have one of these texts, in their order. */
export function membersWith(database: Database, texts: readonly BestText[], limit: number): FoundMember[] {
  const ranks = new Map(texts.map(({ report, rank }) => [report, rank]));
  return database
    .all<Omit<FoundMember, 'rank'> & { reportId: number }>(
      `SELECT m.archive_sha256 AS archiveSha256, m.ordinal, m.path, m.kind, m.report_id AS reportId
       FROM json_each(?) wanted CROSS JOIN members m INDEXED BY members_by_report ON m.report_id = wanted.value ${COUNTED}
       ORDER BY wanted.key LIMIT ?`,
      JSON.stringify([...ranks.keys()]),
      limit,
    )
    .map((member) => ({ ...member, rank: ranks.get(member.reportId) ?? 0 }));
}

/** One hit for each file of a folder that holds the member. */
export function hitsInArchives(database: Database, found: readonly FoundMember[]): MemberHit[] {
  const ways = new MemberWays(database);
  return found.flatMap(({ archiveSha256, kind, reportId, rank, ...member }) =>
    ways.to(archiveSha256, member).map(({ jobId, ordinals, path }) => ({ jobId, reportId, rank, member: { ordinals, path, kind } })),
  );
}
