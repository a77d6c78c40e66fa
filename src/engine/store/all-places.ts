import { ArchivedPlaces, FIRST_ARCHIVED, isArchivedPlace } from './archived-places';
import type { Database } from './database';
import { LedgerPlaces, type Place, type PlaceFacts, type Places } from './duplicate-places';

/** Files of folders, and after them what lies in archives. */
export class AllPlaces implements Places {
  readonly archived: ArchivedPlaces;
  private readonly files: LedgerPlaces;

  constructor(database: Database) {
    this.files = new LedgerPlaces(database);
    this.archived = new ArchivedPlaces(database);
  }

  count(): number {
    return this.files.count() + this.archived.count();
  }

  after(fileId: number, limit: number): Place[] {
    return isArchivedPlace(fileId) ? this.archived.after(fileId, limit) : this.files.after(fileId, limit);
  }

  /** The last id that {@link after} looks at from there on; null at the end. */
  lastId(fileId: number, limit: number): number | null {
    if (isArchivedPlace(fileId)) return this.archived.lastId(fileId, limit);
    return this.files.lastId(fileId, limit) ?? FIRST_ARCHIVED;
  }

  ofJobs(jobIds: readonly number[]): { fileId: number; place: Place | null }[] {
    return this.files.ofJobs(jobIds);
  }

  facts(fileIds: readonly number[]): PlaceFacts[] {
    const inside = fileIds.filter(isArchivedPlace);
    if (inside.length === 0) return this.files.facts(fileIds);
    return [...this.files.facts(fileIds.filter((fileId) => !isArchivedPlace(fileId))), ...this.archived.facts(inside)];
  }
}
