import { CircleCheck, CircleHelp, CircleMinus, type LucideIcon } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, type ReactNode } from 'react';
import type { PagedRows } from '../../../engine-client/paged-rows';
import { displayName } from '../../../../shared/model/display-name';
import { FileName } from '../../../parts/file-name';
import { ListInstead } from '../../../parts/list-instead';
import { useAnchor } from '../../files/use-anchor';
import { useCursor } from '../../files/use-cursor';
import { scrollToRow, useWindow } from '../../files/use-window';
import type { MatchLine } from './use-match-rows';
import { t } from '../../../../shared/words/words';
import styles from './matches.module.css';

const ROW = 32;

interface Props {
  rows: PagedRows<MatchLine>;
  fileId: number | null;
  /** Another one begins at the top. */
  listKey: string;
  empty: ReactNode;
  onChoose: (fileId: number) => void;
}

type Verdict = 'met' | 'unmet' | 'unknown';

const VERDICTS: Readonly<Record<Verdict, { icon: LucideIcon; word: string }>> = {
  met: { icon: CircleCheck, word: t('It will act') },
  unmet: { icon: CircleMinus, word: t('No match') },
  unknown: { icon: CircleHelp, word: t('Not known yet') },
};

function verdictOf({ isMet, unknown }: MatchLine): Verdict {
  if (unknown !== null) return 'unknown';
  return isMet ? 'met' : 'unmet';
}

/** The files of the rule's folders, each with what the rule says to it. */
export function MatchList({ rows, fileId, listKey, empty, onChoose }: Props): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  const total = rows.total ?? 0;
  const places = useMemo(() => ({ topOf: (index: number) => index * ROW, indexFrom: (top: number) => Math.ceil(top / ROW) }), []);
  const { cursorId, setCursorId, onKey } = useCursor({
    rows,
    selectedId: fileId,
    pageRows: () => Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / ROW) - 1),
    scrollTo: (index) => scrollToRow(frame.current, index * ROW, ROW, 0),
    onMove: (row) => onChoose(row.id),
  });
  const moved = useAnchor({ frame, rows, places, covered: 0, listKey, cursorId });
  const { first, last } = useWindow(frame, places, total, moved);
  useEffect(() => rows.show(first, last), [rows, first, last]);

  const indexes = Array.from({ length: Math.max(0, Math.min(last, total - 1) - first + 1) }, (_, at) => first + at);
  return (
    <div className={styles.list}>
      <div
        className={styles.frame}
        ref={frame}
        role="listbox"
        aria-label={t('Files')}
        aria-busy={rows.isReplacing && rows.total !== null}
        aria-activedescendant={cursorId !== null && rows.indexOf(cursorId) !== undefined ? `${id}-${cursorId}` : undefined}
        tabIndex={total === 0 ? -1 : 0}
        data-empty={total === 0}
        data-testid="match-list"
        onKeyDown={(event) => void onKey(event)}
      >
        <div role="presentation" className={styles.all} style={{ height: total * ROW }}>
          {indexes.map((index) => {
            const row = rows.rowAt(index);
            return (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={row?.id ?? `place-${index}`}
                id={row && `${id}-${row.id}`}
                className={styles.row}
                role="option"
                aria-selected={row !== undefined && row.id === fileId}
                aria-posinset={index + 1}
                aria-setsize={total}
                aria-label={row ? undefined : t('Loading')}
                tabIndex={-1}
                data-cursor={row !== undefined && row.id === cursorId}
                data-verdict={row && verdictOf(row)}
                data-testid="match-row"
                style={{ transform: `translateY(${index * ROW}px)` }}
                onClick={() => {
                  if (!row) return;
                  setCursorId(row.id);
                  onChoose(row.id);
                }}
              >
                {row ? <Line row={row} /> : <span className={styles.place} />}
              </div>
            );
          })}
        </div>
      </div>
      {total === 0 ? <ListInstead total={rows.total} error={rows.error} empty={empty} /> : null}
    </div>
  );
}

function Line({ row }: { row: MatchLine }): ReactNode {
  const { icon: Icon, word } = VERDICTS[verdictOf(row)];
  const name = row.path.split('/').at(-1) ?? row.path;
  return (
    <>
      <span className={styles.verdict} title={row.unknown ?? word}>
        <Icon role="img" aria-label={word} aria-hidden={undefined} />
      </span>
      <span className={styles.name} title={displayName(`${row.folderName}/${row.path}`)}>
        <FileName name={name} />
      </span>
      <span className={styles.folder} translate="no">{displayName(row.folderName)}</span>
    </>
  );
}
