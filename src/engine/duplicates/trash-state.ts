import { isThere } from '../actions/file-version';
import type { Disposer } from './disposer';
import type { DuplicatesParts } from './duplicates-parts';
import { t } from '../../shared/words/words';

/** Drives come and go. */
const FRESH_MS = 60_000;

export interface TrashUse {
  isAvailable: boolean;
  /** Where it can't be used, and what happens instead. */
  reason: string | null;
}

/** Whether the trash can be used for the watched folders. Looked up beside other work, as drives may take their time. */
export class TrashState {
  private known: TrashUse = { isAvailable: true, reason: null };
  private at = -Infinity;
  private askedFor = '';
  private isAsking = false;

  constructor(
    private readonly parts: Pick<DuplicatesParts, 'folders' | 'trash' | 'revised'>,
    private readonly disposer: Pick<Disposer, 'trashFor'>,
  ) {}

  now(): TrashUse {
    const asked = this.parts.folders.list().map(({ path }) => path).join('\0');
    if (!this.isAsking && (asked !== this.askedFor || performance.now() - this.at > FRESH_MS)) {
      this.at = performance.now();
      this.askedFor = asked;
      void this.ask();
    }
    return this.known;
  }

  private async ask(): Promise<void> {
    this.isAsking = true;
    try {
      const found = await this.look();
      const isNews = JSON.stringify(found) !== JSON.stringify(this.known);
      this.known = found;
      if (isNews) this.parts.revised();
    } finally {
      this.isAsking = false;
    }
  }

  private async look(): Promise<TrashUse> {
    const { folders, trash } = this.parts;
    if (trash) return { isAvailable: true, reason: null };
    const all = folders.list().filter(({ path }) => isReachable(path));
    const without: string[] = [];
    for (const { path, settings } of all) if (!(await this.disposer.trashFor(path, false))) without.push(t('“{name}”', { name: settings.name }));
    if (without.length === 0) return { isAvailable: true, reason: null };
    return {
      isAvailable: without.length < all.length,
      reason: t('Where {names} {count, plural, one {lies} other {lie}} there is no trash: copies from there go to Filemill’s vault.', { names: without.join(', '), count: without.length }),
    };
  }
}

function isReachable(path: string): boolean {
  try {
    return isThere(path);
  } catch {
    return false;
  }
}
