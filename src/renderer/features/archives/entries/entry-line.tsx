import { CircleCheck, CircleX, CornerDownRight, Folder, Link2, LockKeyhole, PackageOpen, TriangleAlert, Cpu } from 'lucide-react';
import { memo, type MouseEvent, type ReactNode } from 'react';
import { displayName } from '../../../../shared/model/display-name';
import type { ArchiveEntryView } from '../../../../shared/model/archive';
import { formatCount } from '../../../format/number';
import { formatMoment, formatShortDay } from '../../../format/time';
import { FileName } from '../../../parts/file-name';
import { KindIcon } from '../../../parts/kind-icon';
import { useNow } from '../../../state/use-now';
import { briefSize } from '../brief-size';
import { formatRatio, ratioOf } from '../ratio-words';
import { ENTRY_TYPE_WORDS, WARNING_WORDS } from '../words';
import { kindOfEntry, opensInPlace } from './kind-of-entry';
import type { EntryRow } from './entry-rows';
import { t } from '../../../../shared/words/words';
import styles from './entry-table.module.css';

/** Columns that say nothing of a folder. */
const NOT_OF_FOLDERS = ['modified', 'method', 'crc', 'locked', 'library'] as const;
const MINUTE_MS = 60_000;

interface Props {
  domId: string;
  index: number;
  top: number;
  row: EntryRow;
  isSelected: boolean;
  hasCursor: boolean;
  handlers: { press(row: EntryRow, index: number, event: MouseEvent): void; open(row: EntryRow): void };
}

/** One line at its place; the keys of the table act on it. Drawn again only when it has changed. */
export const EntryLine = memo(function EntryLine({ domId, index, top, row, isSelected, hasCursor, handlers }: Props): ReactNode {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={domId}
      className={styles.row}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-cursor={hasCursor}
      data-testid="entry-row"
      data-entry={row.kind === 'entry' ? row.entry.ordinal : undefined}
      style={{ transform: `translateY(${top}px)` }}
      // A range is chosen with Shift, not text.
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onClick={(event) => handlers.press(row, index, event)}
      onDoubleClick={() => handlers.open(row)}
    >
      {row.kind === 'folder' ? <FolderCells row={row} /> : <EntryCells entry={row.entry} name={row.name} place={row.place} />}
    </div>
  );
});

function FolderCells({ row: { folder } }: { row: Extract<EntryRow, { kind: 'folder' }> }): ReactNode {
  const { name, files, size, packed, warnings } = folder;
  return (
    <>
      <span role="gridcell" className={styles.name}>
        <Folder role="img" aria-label={t('Folder')} aria-hidden={undefined} />
        <bdi className={styles.folderName} translate="no" title={t('{name}, {files, plural, one {# file} other {# files}}', { name: displayName(name), files })}>
          {displayName(name)}
        </bdi>
      </span>
      <span role="gridcell" className={styles.size}>
        {briefSize(size)}
      </span>
      <span role="gridcell" className={styles.packed}>
        {packed === null || packed === 0 ? '' : briefSize(packed)}
      </span>
      <span role="gridcell" className={styles.ratio}>
        {packed === 0 ? '' : formatRatio(ratioOf(packed, size))}
      </span>
      {NOT_OF_FOLDERS.map((column) => (
        <span key={column} role="gridcell" className={styles[column]}>
          {''}
        </span>
      ))}
      <span role="gridcell" className={styles.warnings}>
        {warnings > 0 ? (
          <span className={styles.badge} data-tone="waiting" title={t('{warnings, plural, one {# entry} other {# entries}} with warnings', { warnings })}>
            <TriangleAlert role="img" aria-label={t('Entries with warnings:')} aria-hidden={undefined} />
            {formatCount(warnings)}
          </span>
        ) : null}
      </span>
    </>
  );
}

function EntryCells({ entry, name, place }: { entry: ArchiveEntryView; name: string; place: string | null }): ReactNode {
  const { size, compressedSize, modified, crc, method, isEncrypted, member } = entry;
  const now = useNow(MINUTE_MS);
  const inLibrary = member?.inLibrary ?? 0;
  return (
    <>
      <span role="gridcell" className={styles.name} title={entry.linkTarget === null ? undefined : t('Leads to {target}', { target: displayName(entry.linkTarget) })}>
        <EntryIcon entry={entry} />
        <FileName name={name} />
        {place ? (
          <bdi className={styles.place} translate="no" title={displayName(place)}>
            {displayName(place)}
          </bdi>
        ) : null}
      </span>
      <span role="gridcell" className={styles.size}>
        {size === null ? '' : briefSize(size)}
      </span>
      <span role="gridcell" className={styles.packed}>
        {compressedSize === null ? '' : briefSize(compressedSize)}
      </span>
      <span role="gridcell" className={styles.ratio}>
        {entry.type === 'file' ? formatRatio(ratioOf(compressedSize, size)) : ''}
      </span>
      <span role="gridcell" className={styles.modified} title={modified === null ? undefined : formatMoment(modified)}>
        {modified === null ? '' : formatShortDay(modified, now)}
      </span>
      <span role="gridcell" className={styles.method} title={method}>
        {method}
      </span>
      <span role="gridcell" className={styles.crc}>
        {crc ?? ''}
      </span>
      <span role="gridcell" className={styles.locked}>
        {isEncrypted ? <LockKeyhole role="img" aria-label={t('Encrypted')} aria-hidden={undefined} /> : null}
      </span>
      <span role="gridcell" className={styles.library} title={inLibrary > 0 ? t('{inLibrary, plural, one {# file in your folders has} other {# files in your folders have}} the same content', { inLibrary }) : undefined}>
        {inLibrary > 0 ? <CircleCheck role="img" aria-label={t('In your folders already')} aria-hidden={undefined} /> : null}
      </span>
      <span role="gridcell" className={styles.warnings}>
        <Warnings entry={entry} />
      </span>
    </>
  );
}

function EntryIcon({ entry }: { entry: ArchiveEntryView }): ReactNode {
  if (entry.type === 'symlink' || entry.type === 'hardlink') return <Link2 role="img" aria-label={ENTRY_TYPE_WORDS[entry.type]} aria-hidden={undefined} />;
  if (entry.type === 'special') return <Cpu role="img" aria-label={ENTRY_TYPE_WORDS.special} aria-hidden={undefined} />;
  if (entry.type === 'folder') return <CornerDownRight role="img" aria-label={t('Folder')} aria-hidden={undefined} />;
  if (opensInPlace(entry)) return <PackageOpen role="img" aria-label={t('Archive, opens in place')} aria-hidden={undefined} />;
  return <KindIcon kind={kindOfEntry(entry)} />;
}

/** The worst in words, and how many more there are. */
function Warnings({ entry: { warnings, member } }: { entry: ArchiveEntryView }): ReactNode {
  const told = warnings.filter(({ code }) => code !== 'encrypted');
  const codes = Object.keys(WARNING_WORDS);
  const [worst] = told.toSorted((a, b) => codes.indexOf(a.code) - codes.indexOf(b.code));
  const isUnread = member?.state === 'failed';
  if (!worst) {
    return isUnread ? (
      <span className={styles.badge} data-tone="attention" title={member.reason ?? undefined}>
        <CircleX aria-hidden />
        <span className={styles.word}>{t('Not read')}</span>
      </span>
    ) : null;
  }
  const { label, tone } = WARNING_WORDS[worst.code];
  return (
    <span className={styles.badge} data-tone={tone} title={told.map(({ message }) => message).join('\n')}>
      <TriangleAlert aria-hidden />
      <span className={styles.word}>{label}</span>
      {told.length > 1 ? <span>+{told.length - 1}</span> : null}
    </span>
  );
}
