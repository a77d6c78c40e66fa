import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Rule, RuleMatch } from '../../../../shared/model/rule';
import { callEngine } from '../../../engine-client/engine-client';
import { PagedRows, type AskRows } from '../../../engine-client/paged-rows';
import { useEngine } from '../../../state/engine-store';

export type MatchLine = RuleMatch & { readonly id: number };
export const SHOWN_MATCHES = ['all', 'met', 'unmet'] as const;
export type ShownMatches = (typeof SHOWN_MATCHES)[number];

export interface MatchQuestion {
  readonly rule: Rule;
  readonly folderId: number | null;
  readonly show: ShownMatches;
}

export interface MatchCounts {
  readonly files: number;
  readonly met: number;
  readonly unknown: number;
}

interface Matches {
  rows: PagedRows<MatchLine>;
  /** Null before the first answer. */
  counts: MatchCounts | null;
}

/** Every answer is a look at all files of the folders: while files stream in, that need not be done for each. */
const LEAST_MS = 2_000;

/** The files of the rule's folders, with what it would say to each; a null rule is still without an answer. */
export function useMatchRows(question: MatchQuestion | null): Matches {
  const [counts, setCounts] = useState<MatchCounts | null>(null);
  const key = question === null ? null : JSON.stringify(question);
  const asked = useRef<string | null>(null);
  const [rows] = useState(() => new PagedRows<MatchLine>(() => new Promise(() => undefined), LEAST_MS));

  useEffect(() => {
    if (key === null || asked.current === key) return;
    asked.current = key;
    const { rule, folderId, show } = JSON.parse(key) as MatchQuestion;
    const ask: AskRows<MatchLine> = async (range, signal) => {
      const answer = await callEngine('rules.matches', { rule, show, ...(folderId === null ? {} : { folderId }), ...range }, { signal });
      setCounts({ files: answer.files, met: answer.met, unknown: answer.unknown });
      return { total: answer.total, rows: answer.rows.map((row) => ({ ...row, id: row.fileId })) };
    };
    rows.replace(ask);
  }, [rows, key]);

  useEffect(() => {
    const unfollow = useEngine.subscribe((now, before) => {
      const isAnswered = asked.current !== null && rows.total !== null;
      if (isAnswered && (now.snapshot?.revision !== before.snapshot?.revision || now.connection !== before.connection)) rows.touch();
    });
    return () => {
      unfollow();
      rows.stop();
      asked.current = null;
    };
  }, [rows]);

  useSyncExternalStore(rows.subscribe, () => rows.version);
  return { rows, counts };
}
