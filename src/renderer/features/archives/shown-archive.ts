import type { ArchiveRef } from '../../../shared/model/archive';
import { useRoute, type Route } from '../../state/route-store';

/** Which archive the route names; null while it names none. */
export function archiveOfRoute({ fileId, path, inside }: Pick<Route, 'fileId' | 'path' | 'inside'>): ArchiveRef | null {
  if (path !== '') return { path, inside: ordinalsOf(inside) };
  return fileId === null ? null : { fileId, inside: ordinalsOf(inside) };
}

/** "3.17" → [3, 17] */
export function ordinalsOf(inside: string): number[] {
  return inside === '' ? [] : inside.split('.').map(Number);
}

/** A text that is the same for the same archive. */
export function keyOf(archive: ArchiveRef): string {
  return `${'path' in archive ? `path ${archive.path}` : `file ${archive.fileId}`} ${archive.inside.join('.')}`;
}

/** The way to the archive that lies `inside` the same outermost file. */
export function placeInside(archive: ArchiveRef, inside: readonly number[]): Partial<Route> {
  const outermost = 'path' in archive ? { path: archive.path } : { fileId: archive.fileId };
  return { section: 'archives', ...outermost, inside: inside.join('.') };
}

/** The way to an entry of an archive of the ledger; `ordinals` from the outside in, the entry last. */
export function placeOfEntry(fileId: number, ordinals: readonly number[]): Partial<Route> {
  return { section: 'archives', fileId, inside: ordinals.slice(0, -1).join('.'), entry: ordinals.at(-1) ?? null };
}

/** Goes to an entry, from wherever one is. */
export function showEntry(fileId: number, ordinals: readonly number[]): void {
  useRoute.getState().go(placeOfEntry(fileId, ordinals));
}
