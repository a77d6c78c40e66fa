import type { AllPlaces } from '../store/all-places';
import { FIRST_ARCHIVED } from '../store/archived-places';
import type { Place } from '../store/duplicate-places';

/** A few milliseconds. */
const MEMBERS_PER_SLICE = 100;

interface Walk {
  sha256: string;
  after: number;
  /** Archives that were met on the way from the same file: one may hold itself. */
  met: Set<string>;
}

/** Archives that have come or gone: what lies in them has to be looked at again, slice by slice. */
export class ArchiveNews {
  private readonly walks: Walk[] = [];

  constructor(private readonly places: AllPlaces) {}

  get size(): number {
    return this.walks.length;
  }

  /** Contents that lie somewhere now, or nowhere any more; those that are no archives are passed over. */
  note(sha256s: readonly string[]): void {
    for (const sha256 of this.places.archived.lookedInto(sha256s)) {
      if (!this.walks.some((walk) => walk.sha256 === sha256 && walk.after === FIRST_ARCHIVED)) this.begin(sha256, new Set());
    }
  }

  /** The next members, as they lie now; null for those that lie nowhere. */
  next(): { fileId: number; place: Place | null }[] {
    const [walk] = this.walks;
    if (!walk) return [];
    const found = this.places.archived.of(walk.sha256, walk.after, MEMBERS_PER_SLICE);
    walk.after = found.at(-1)?.fileId ?? walk.after;
    if (found.length < MEMBERS_PER_SLICE) this.walks.splice(this.walks.indexOf(walk), 1);
    for (const nested of this.places.archived.lookedInto(found.map(({ sha256 }) => sha256))) if (!walk.met.has(nested)) this.begin(nested, walk.met);
    return found;
  }

  private begin(sha256: string, met: Set<string>): void {
    met.add(sha256);
    this.walks.push({ sha256, after: FIRST_ARCHIVED, met });
  }
}
