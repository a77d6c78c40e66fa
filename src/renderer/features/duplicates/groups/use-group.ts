import { useEffect, useMemo, useState } from 'react';
import type { ErrorData } from '../../../../shared/errors/filemill-error';
import type { DuplicateGroup } from '../../../../shared/model/duplicates';
import { toErrorData } from '../../../../shared/errors/filemill-error';
import { callEngine } from '../../../engine-client/engine-client';
import { LiveValue } from '../../../engine-client/live-value';
import { useDuplicates } from '../duplicates-store';

const LEAST_MS = 250;

/**
 * A group with its members, the keeper first; known ones at once. It is asked for again with every `revision` of what
 * the engine knows of duplicates.
 */
export function useGroup(id: string | null, revision: number): { group: DuplicateGroup | null; error: ErrorData | null } {
  const known = useDuplicates((state) => (id === null ? undefined : state.groups.get(id)));
  const changes = useDuplicates((state) => state.changes);
  const [failed, setFailed] = useState<{ id: string; error: ErrorData } | null>(null);
  const [live, setLive] = useState<LiveValue<void> | null>(null);

  useEffect(() => {
    if (id === null) return undefined;
    const value: LiveValue<void> = new LiveValue(
      async (signal) => {
        try {
          useDuplicates.getState().know(await callEngine('duplicates.group', { id }, { signal }));
          setFailed(null);
        } catch (thrown) {
          if (signal.aborted) return;
          const error = toErrorData(thrown);
          // What has gone is not shown as it was: marks on it would be marks on nothing.
          if (error.code === 'duplicates.noGroup') useDuplicates.getState().forget(id);
          setFailed({ id, error });
        }
      },
      LEAST_MS,
      () => undefined,
    );
    setLive(value);
    return () => value.stop();
  }, [id]);
  useEffect(() => live?.touch(), [live, revision, changes]);

  const group = useMemo(() => known && { ...known, members: keeperFirst(known) }, [known]);
  return { group: group ?? null, error: failed?.id === id ? failed.error : null };
}

function keeperFirst({ members }: DuplicateGroup): DuplicateGroup['members'] {
  return [...members.filter((one) => one.isKeeper), ...members.filter((one) => !one.isKeeper)];
}

/** The group after the one on show is fetched ahead, so that it is there at once. */
export function useGroupAhead(id: string | null): void {
  useEffect(() => {
    if (id === null || useDuplicates.getState().groups.has(id)) return undefined;
    const request = new AbortController();
    callEngine('duplicates.group', { id }, { signal: request.signal }).then(
      (group) => useDuplicates.getState().know(group),
      // What is wrong with it shows when it is opened.
      () => undefined,
    );
    return () => request.abort();
  }, [id]);
}
