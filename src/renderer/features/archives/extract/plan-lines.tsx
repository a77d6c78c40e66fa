import { Ban, Folder, TriangleAlert } from 'lucide-react';
import { useMemo, useRef, type ReactNode } from 'react';
import type { ErrorData } from '../../../../shared/errors/filemill-error';
import { displayName } from '../../../../shared/model/display-name';
import type { ExtractLine } from '../../../../shared/model/archive';
import { formatSize } from '../../../format/size';
import { KindIcon } from '../../../parts/kind-icon';
import { ListInstead } from '../../../parts/list-instead';
import { useSize } from '../../../parts/use-size';
import { useWindow } from '../../files/use-window';
import { kindOfEntry } from '../entries/kind-of-entry';
import { noteOf, planPlaces } from './plan-places';
import { planRows, type PlanRow } from './plan-rows';
import { t } from '../../../../shared/words/words';
import styles from './plan-lines.module.css';

const INDENT = 14;
const DEEPEST = 10;

interface Props {
  lines: readonly ExtractLine[];
  isStale: boolean;
  isKnown: boolean;
  error: ErrorData | null;
}

/** The tree that will be written, below what is refused and why; only what is in view exists. */
export function PlanLines({ lines, isStale, isKnown, error }: Props): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => planRows(lines), [lines]);
  const total = rows.length;
  const { width } = useSize(frame);
  const places = useMemo(() => planPlaces(rows, width), [rows, width]);
  const { first, last } = useWindow(frame, places, total);
  return (
    <div className={styles.list}>
      <div className={styles.frame} ref={frame} role="list" aria-label={t('What will be written')} aria-busy={isStale} tabIndex={total === 0 ? -1 : 0} data-empty={total === 0} data-narrow={places.isNarrow} data-testid="plan-lines">
        <div role="presentation" className={styles.all} style={{ height: places.end }}>
          {rows.slice(first, last + 1).map((row, at) => (
            <div
              key={row.key}
              className={styles.row}
              role="listitem"
              aria-posinset={first + at + 1}
              aria-setsize={total}
              data-refused={row.kind === 'refused'}
              data-testid="plan-line"
              style={{ transform: `translateY(${places.topOf(first + at)}px)`, height: places.heightOf(first + at) }}
            >
              <Line row={row} />
            </div>
          ))}
        </div>
      </div>
      {total === 0 ? <ListInstead total={isKnown ? 0 : null} error={error} empty={<p className={styles.none}>{t('Nothing is left to extract. Change what is chosen at the right.')}</p>} /> : null}
    </div>
  );
}

function Line({ row }: { row: PlanRow }): ReactNode {
  if (row.kind === 'refused') {
    const { path, note } = row.line;
    return (
      <>
        <span className={styles.name} title={displayName(path)}>
          <Ban role="img" aria-label={t('Refused:')} aria-hidden={undefined} />
          <bdi translate="no">{displayName(path)}</bdi>
        </span>
        <Note text={note} isRefused />
      </>
    );
  }
  const isFolder = row.kind === 'folder';
  const size = isFolder ? null : row.line.size;
  return (
    <>
      <span className={styles.name} style={{ paddingLeft: Math.min(row.depth, DEEPEST) * INDENT }} title={displayName(isFolder ? row.name : (row.line.writtenAs ?? row.name))}>
        {isFolder ? <Folder role="img" aria-label={t('Folder')} aria-hidden={undefined} /> : <KindIcon kind={kindOfEntry({ path: row.line.path, member: null })} />}
        <bdi translate="no">{displayName(row.name)}</bdi>
      </span>
      <Note text={noteOf(row)} />
      <span className={styles.size}>{size === null ? '' : formatSize(size)}</span>
    </>
  );
}

function Note({ text, isRefused = false }: { text: string | null; isRefused?: boolean }): ReactNode {
  if (text === null) return null;
  return (
    <span className={styles.note} title={text} data-testid="plan-note">
      {isRefused ? null : <TriangleAlert role="img" aria-label={t('Note:')} aria-hidden={undefined} />}
      {text}
    </span>
  );
}
