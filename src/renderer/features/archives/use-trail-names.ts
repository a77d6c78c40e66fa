import { useEffect, useRef, useState } from 'react';
import type { ArchiveRef } from '../../../shared/model/archive';
import { callEngine } from '../../engine-client/engine-client';
import { entryName } from './entries/archive-tree';
import { keyOf } from './shown-archive';
import { t } from '../../../shared/words/words';

/** The names of the archives from the outermost, called `name`, to the one that is shown. */
export function useTrailNames(archive: ArchiveRef, name: string): string[] {
  const known = useRef(new Map<string, string>());
  const [, setChanges] = useState(0);
  const latest = useRef(archive);
  latest.current = archive;
  const key = keyOf(archive);
  useEffect(() => {
    const { current } = latest;
    const abort = new AbortController();
    current.inside.forEach((ordinal, at) => {
      const step = keyOf(upTo(current, at + 1));
      if (known.current.has(step)) return;
      callEngine('archives.entries', { archive: upTo(current, at), offset: ordinal, limit: 1 }, { signal: abort.signal }).then(
        ({ entries }) => {
          const [entry] = entries;
          if (!entry) return;
          known.current.set(step, entryName(entry));
          setChanges((count) => count + 1);
        },
        // Without its name the step is called by its place.
        () => undefined,
      );
    });
    return () => abort.abort();
  }, [key]);
  return [name, ...archive.inside.map((ordinal, at) => known.current.get(keyOf(upTo(archive, at + 1))) ?? t('no. {ordinal}', { ordinal: ordinal + 1 }))];
}

/** The archive so many steps inside. */
const upTo = (archive: ArchiveRef, depth: number): ArchiveRef => ({ ...archive, inside: archive.inside.slice(0, depth) });
