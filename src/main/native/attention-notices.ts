import type { Snapshot } from '../../shared/model/engine';

/** The part of a snapshot that matters here. */
export interface FolderProblems {
  readonly id: number;
  readonly name: string;
  readonly attention: number;
}

export interface Notice {
  readonly title: string;
  readonly body: string;
}

const QUIET_MS = 4_000;
const AT_MOST_EVERY_MS = 60_000;

/**
 * "Problems only" of the notification levels: never a pop-up per file. What newly needs the user is gathered until it
 * stays the same for some seconds, then told in one notice; after that at most once a minute for each folder. What was
 * there when Filemill started is told by the badge, not by a notice.
 */
export class AttentionNotices {
  private readonly told = new Map<number, { count: number; at: number }>();
  private readonly changed = new Map<number, { count: number; at: number }>();
  private folders: readonly FolderProblems[] = [];
  private isFirst = true;

  /** @param now milliseconds of a clock that never jumps */
  update(folders: readonly FolderProblems[], now: number): void {
    this.folders = folders;
    for (const { id, attention } of folders) {
      const told = this.told.get(id);
      if (this.isFirst || told === undefined) {
        this.told.set(id, { count: this.isFirst ? attention : 0, at: -Infinity });
      } else if (attention < told.count) {
        told.count = attention;
      }
      const last = this.changed.get(id);
      if (last === undefined || last.count !== attention) this.changed.set(id, { count: attention, at: now });
    }
    this.isFirst = false;
  }

  /** The notice to show now, if any; told counts as shown. */
  take(now: number): Notice | null {
    const fresh = this.folders.filter(({ id, attention }) => attention > (this.told.get(id)?.count ?? 0));
    const due = fresh.filter(({ id }) => {
      const hasSettled = now - (this.changed.get(id)?.at ?? now) >= QUIET_MS;
      return hasSettled && now - (this.told.get(id)?.at ?? -Infinity) >= AT_MOST_EVERY_MS;
    });
    if (due.length === 0) return null;
    let total = 0;
    for (const { id, attention } of due) {
      total += attention - (this.told.get(id)?.count ?? 0);
      this.told.set(id, { count: attention, at: now });
    }
    const [first, ...others] = due as [FolderProblems, ...FolderProblems[]];
    const where = others.length === 0 ? first.name : `${first.name} and ${others.length} more`;
    return {
      title: total === 1 ? `1 file needs you in ${where}` : `${total} files need you in ${where}`,
      body: 'Click to see why.',
    };
  }

  /** Something is gathered and not told yet: ask again later. */
  get isPending(): boolean {
    return this.folders.some(({ id, attention }) => attention > (this.told.get(id)?.count ?? 0));
  }
}

export function folderProblems(snapshot: Snapshot): FolderProblems[] {
  return snapshot.folders.map(({ id, settings, accounting }) => ({
    id,
    name: settings.name,
    attention: accounting.attention,
  }));
}
