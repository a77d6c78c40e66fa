import type { MemberPlace } from '../../shared/model/archive';
import type { Database } from './database';

/** A way to a member, from a file of a folder on. */
export interface MemberWay {
  /** Of the archive that lies in a folder. */
  jobId: number;
  /** From the outside in. */
  ordinals: number[];
  /** "b.tar.gz!/c.pdf": nested archives are joined by `!/`. */
  path: string;
}

interface Outside {
  jobId: number;
  ordinals: number[];
  path: string;
}

/** Deeper nesting, and more places of the same bytes, are not told. */
const MOST_LEVELS = 10;
const MOST_WAYS = 20;

/** Finds the files of folders in which an archive lies, itself or inside others; what was found is remembered for one question. */
export class MemberWays {
  private readonly found = new Map<string, Outside[]>();

  constructor(private readonly database: Database) {}

  to(archiveSha256: string, { ordinal, path }: { ordinal: number; path: string }): MemberWay[] {
    return this.outside(archiveSha256, MOST_LEVELS, new Set()).map((way) => ({
      jobId: way.jobId,
      ordinals: [...way.ordinals, ordinal],
      path: way.path + path,
    }));
  }

  private outside(sha256: string, levels: number, around: Set<string>): Outside[] {
    const known = this.found.get(sha256);
    if (known) return known;
    const ways: Outside[] = this.database
      .all<{ jobId: number }>(
        `SELECT id AS jobId FROM jobs INDEXED BY jobs_by_content
         WHERE sha256 = ? AND sha256 IS NOT NULL AND is_current = 1 AND event <> 'deleted' ORDER BY id LIMIT ${MOST_WAYS}`,
        sha256,
      )
      .map(({ jobId }) => ({ jobId, ordinals: [], path: '' }));
    if (levels > 1 && ways.length < MOST_WAYS) {
      around.add(sha256);
      for (const parent of this.parents(sha256)) {
        // An archive may hold itself.
        if (around.has(parent.archiveSha256)) continue;
        for (const way of this.outside(parent.archiveSha256, levels - 1, around)) {
          ways.push({ jobId: way.jobId, ordinals: [...way.ordinals, parent.ordinal], path: `${way.path}${parent.path}!/` });
        }
      }
      around.delete(sha256);
    }
    const some = ways.slice(0, MOST_WAYS);
    this.found.set(sha256, some);
    return some;
  }

  private parents(sha256: string): { archiveSha256: string; ordinal: number; path: string }[] {
    return this.database.all(
      `SELECT m.archive_sha256 AS archiveSha256, m.ordinal, m.path FROM members m JOIN looked_inside l ON l.archive_sha256 = m.archive_sha256
       WHERE m.sha256 = ? AND m.sha256 IS NOT NULL ORDER BY m.id LIMIT ${MOST_WAYS}`,
      sha256,
    );
  }
}

const MOST_PLACES = 200;

/** Where a content lies inside archives of folders. */
export function placesInArchives(database: Database, sha256: string): MemberPlace[] {
  const found = database.all<{ archiveSha256: string; ordinal: number; path: string }>(
    `SELECT m.archive_sha256 AS archiveSha256, m.ordinal, m.path FROM members m JOIN looked_inside l ON l.archive_sha256 = m.archive_sha256
     WHERE m.sha256 = ? AND m.sha256 IS NOT NULL ORDER BY m.id LIMIT ${MOST_PLACES}`,
    sha256,
  );
  const ways = new MemberWays(database);
  return found
    .flatMap(({ archiveSha256, ...member }) => ways.to(archiveSha256, member))
    .slice(0, MOST_PLACES)
    .flatMap(({ jobId, ordinals, path }) => {
      const file = database.get<{ archiveFileId: number; archivePath: string; folderName: string }>(
        `SELECT f.id AS archiveFileId, f.path AS archivePath, d.settings ->> 'name' AS folderName
         FROM jobs j JOIN files f ON f.id = j.file_id JOIN folders d ON d.id = f.folder_id WHERE j.id = ? AND f.present = 1`,
        jobId,
      );
      return file ? { ...file, ordinals, memberPath: path } : [];
    });
}
