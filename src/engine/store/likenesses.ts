import type { DuplicateTier } from '../../shared/model/duplicates';
import type { Database, Writer } from './database';

/** What contents are compared as. */
export type ComparedKind = 'picture' | 'text';

/** Two contents that were found alike; `a` < `b`. */
export interface Likeness {
  a: string;
  b: string;
  tier: DuplicateTier;
  /** 0–100 */
  likeness: number;
}

export interface Compared {
  sha256: string;
  kind: ComparedKind;
  /** Whose signature or print was compared. */
  reportId: number;
}

export interface Comparison extends Compared {
  /** Whether no reading of these bytes was compared before. */
  isFirst: boolean;
}

const TIERS_OF: Record<ComparedKind, readonly DuplicateTier[]> = { picture: ['samePicture', 'similar'], text: ['sameText'] };

/** What comparing one content with all others has found takes the place of what was known before. */
export function putLikenesses(writer: Writer, { sha256, kind, reportId, isFirst }: Comparison, found: readonly Likeness[]): void {
  for (const tier of isFirst ? [] : TIERS_OF[kind]) {
    writer.run('DELETE FROM likenesses WHERE a = ? AND tier = ?', sha256, tier);
    writer.run('DELETE FROM likenesses WHERE b = ? AND tier = ?', sha256, tier);
  }
  for (const { a, b, tier, likeness } of found) {
    writer.run('INSERT OR REPLACE INTO likenesses (a, b, tier, likeness) VALUES (?, ?, ?, ?)', a, b, tier, likeness);
  }
  writer.run('INSERT OR REPLACE INTO compared (sha256, kind, report_id) VALUES (?, ?, ?)', sha256, kind, reportId);
}

/** Contents that have left: others that come meanwhile are not compared with them. */
export function forgetCompared(writer: Writer, sha256s: readonly string[]): void {
  for (const sha256 of sha256s) {
    writer.run('DELETE FROM compared WHERE sha256 = ?', sha256);
    writer.run('DELETE FROM likenesses WHERE a = ?', sha256);
    writer.run('DELETE FROM likenesses WHERE b = ?', sha256);
  }
}

/** In order of content and kind, the first after the given one. */
export function comparedAfter(database: Database, after: { sha256: string; kind: string }, limit: number): Compared[] {
  return database.all(
    'SELECT sha256, kind, report_id AS reportId FROM compared WHERE (sha256, kind) > (?, ?) ORDER BY sha256, kind LIMIT ?',
    after.sha256,
    after.kind,
    limit,
  );
}

/** In order of pair and tier, the first after the given one. */
export function likenessesAfter(database: Database, after: { a: string; b: string; tier: string }, limit: number): Likeness[] {
  return database.all(
    'SELECT a, b, tier, likeness FROM likenesses WHERE (a, b, tier) > (?, ?, ?) ORDER BY a, b, tier LIMIT ?',
    after.a,
    after.b,
    after.tier,
    limit,
  );
}
