import { useEffect, useRef, useState } from 'react';
import type { ArchiveRef } from '../../../shared/model/archive';
import { callEngine } from '../../engine-client/engine-client';
import { entryName } from './entries/archive-tree';

/** The names of the archives from the outermost, called `name`, to the one that is shown. */
export function useTrailNames(archive: ArchiveRef, name: string): string[] {
  const fileId = 'fileId' in archive ? archive.fileId : null;
  const inside = 'fileId' in archive ? archive.inside.join('.') : '';
  const known = useRef(new Map<string, string>());
  const [, setChanges] = useState(0);
  useEffect(() => {
    if (fileId === null || inside === '') return undefined;
    const abort = new AbortController();
    const ordinals = inside.split('.').map(Number);
    ordinals.forEach((ordinal, at) => {
      const key = keyAt(fileId, ordinals, at);
      if (known.current.has(key)) return;
      callEngine('archives.entries', { archive: { fileId, inside: ordinals.slice(0, at) }, offset: ordinal, limit: 1 }, { signal: abort.signal }).then(
        ({ entries }) => {
          const [entry] = entries;
          if (!entry) return;
          known.current.set(key, entryName(entry));
          setChanges((count) => count + 1);
        },
        // Without its name the step is called by its place.
        () => undefined,
      );
    });
    return () => abort.abort();
  }, [fileId, inside]);
  if (fileId === null || inside === '') return [name];
  const ordinals = inside.split('.').map(Number);
  return [name, ...ordinals.map((ordinal, at) => known.current.get(keyAt(fileId, ordinals, at)) ?? `no. ${ordinal + 1}`)];
}

function keyAt(fileId: number, ordinals: readonly number[], at: number): string {
  return `${fileId} ${ordinals.slice(0, at + 1).join('.')}`;
}
