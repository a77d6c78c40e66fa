import { toFsPath } from '../base/byte-name';
import type { Sighting } from '../shared/contract/watch-api';
import { goneSighting, lookAt, sameSighting, sightingOf, unreadableSighting } from './look';

/**
 * Keeps what a scan found from overtaking what was told live meanwhile. The scanning thread looks at a file at one
 * instant, and its finding reaches this side later; if an event told something newer in between, the old finding must
 * not come last. Such paths are looked at afresh.
 */
export class ToldLive {
  private readonly told = new Map<string, Sighting>();
  private scansUnderWay = 0;

  scanStarted(): void {
    this.scansUnderWay += 1;
  }

  scanEnded(): void {
    this.scansUnderWay -= 1;
    if (this.scansUnderWay === 0) this.told.clear();
  }

  note(sightings: readonly Sighting[]): void {
    if (this.scansUnderWay === 0) return;
    for (const sighting of sightings) this.told.set(sighting.path, sighting);
  }

  /** The findings that are still news: `fresh` are those that had to be looked at again. */
  sift(findings: Sighting[]): { news: Sighting[]; fresh: Sighting[] } {
    if (this.told.size === 0) return { news: findings, fresh: [] };
    const news: Sighting[] = [];
    const fresh: Sighting[] = [];
    for (const finding of findings) {
      const told = this.told.get(finding.path);
      if (!told) {
        news.push(finding);
        continue;
      }
      const now = lookAgain(finding.path);
      if (now === null || sameSighting(now, told)) continue;
      this.told.set(now.path, now);
      news.push(now);
      fresh.push(now);
    }
    return { news, fresh };
  }
}

/** Null for a directory. */
function lookAgain(path: string): Sighting | null {
  const fsPath = toFsPath(path);
  const look = lookAt(fsPath);
  if (look === null) return goneSighting(path);
  if (typeof look === 'string') return unreadableSighting(path);
  return look.isDirectory() ? null : sightingOf(path, fsPath, look);
}
