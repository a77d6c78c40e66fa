import { extname } from 'node:path';
import { sanitizeName } from '../../base/sanitize-name';
import type { ListedSources } from '../../engine/engine-queries';
import type { ArchiveFormat } from '../../shared/model/archive';

export const GROUPS = ['ext', 'folder'] as const;
/** One archive for each ending of names, or for each folder at the top. */
export type GroupBy = (typeof GROUPS)[number];

export interface SourceGroup {
  /** Of its archive, absolute: "photos-jpg.zip". */
  path: string;
  group: ListedSources['sources'];
}

/** Divides what is packed among archives; all of it goes into `target` when `by` is null. */
export function groupSources(sources: ListedSources['sources'], by: GroupBy | null, target: string, format: ArchiveFormat): SourceGroup[] {
  if (by === null) return [{ path: target, group: sources }];
  const groups = new Map<string, ListedSources['sources']>();
  // Folders come by themselves with the files in them.
  for (const source of sources.filter(({ isFolder }) => !isFolder)) {
    const key = by === 'ext' ? extname(source.name).slice(1).toLowerCase() : source.name.includes('/') ? (source.name.split('/')[0] ?? '') : '';
    const group = groups.get(key);
    if (group) group.push(source);
    else groups.set(key, [source]);
  }
  const ending = target.slice(stemLength(target, format));
  const stem = target.slice(0, stemLength(target, format));
  return [...groups].map(([key, group]) => ({ path: `${stem}-${sanitizeName(key === '' ? 'other' : key)}${ending}`, group }));
}

/** Without the ending of its format, in whichever way it is written. */
function stemLength(target: string, format: ArchiveFormat): number {
  return target.toLowerCase().endsWith(`.${format}`) ? target.length - format.length - 1 : target.length - extname(target).length;
}
