import { Ellipsis, FileCheck2, FileSearch, FolderOpen, LockKeyhole, Maximize2, PanelRight, Terminal, TriangleAlert, Upload } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { displayName } from '../../../shared/model/display-name';
import type { ArchiveEntryView } from '../../../shared/model/archive';
import { formatSize } from '../../format/size';
import { useEscape } from '../../parts/beside-list';
import { Button } from '../../parts/button';
import { Chip } from '../../parts/chip';
import { EmptyState } from '../../parts/empty-state';
import { FindField } from '../../parts/find-field';
import { IconButton } from '../../parts/icon-button';
import { Menu, type MenuItem, type MenuPlace } from '../../parts/menu';
import { Notice } from '../../parts/notice';
import { PaneDivider } from '../../parts/pane-divider';
import { Panel } from '../../parts/panel';
import { useLayout } from '../../state/layout-store';
import { useRoute } from '../../state/route-store';
import { useSize } from '../../parts/use-size';
import { revealFile } from '../files/file-actions';
import { AboutPane } from './about/about-pane';
import type { FolderNode } from './entries/archive-tree';
import type { EntryFilter, EntryRow } from './entries/entry-rows';
import { EntryTable } from './entries/entry-table';
import { opensInPlace } from './entries/kind-of-entry';
import { FolderTree } from './entries/folder-tree';
import { useArchiveView } from './entries/use-archive-view';
import type { Listing } from './entries/use-entries';
import { copyExtractCommand } from './extract/copy-extract-command';
import { useExtract } from './extract/extract-store';
import { MemberPane } from './member/member-pane';
import { QuickLook } from './member/quick-look';
import { formatRatio } from './ratio-words';
import { verifyArchive } from './runs/verify-archive';
import { placeInside } from './shown-archive';
import { outerSteps, Trail, type TrailStep } from './trail';
import { useLetterKey } from './use-letter-key';
import { archiveTypeWord } from './words';
import { t } from '../../../shared/words/words';
import styles from './archive-pane.module.css';

/** Widths in CSS pixels: from which on there is room for the folders and for what is known of one entry. */
const ROOM_FOR_SIDE = 560;
const ROOM_FOR_TREE = 700;
const USUAL_SIDE = 256;
const USUAL_TREE = 136;
/** Archives inside one another that can be gone through. */
const MOST_NESTED = 10;
const SIDE = 'archive-side';
const TREE = 'archive-tree';

const FILTER_WORDS: Readonly<Record<EntryFilter, string>> = {
  warnings: t('Warnings'),
  encrypted: t('Encrypted'),
  library: t('In your folders'),
  failed: t('Not read'),
};

interface Props {
  listing: Listing;
  /** From the outermost archive to this one. */
  names: readonly string[];
  /** Leads back to the list of archives, where that is covered. */
  back: ReactNode;
  /** Beside the details of the file, which say the rest. */
  isBrief?: boolean;
}

/** What is in one archive: its folders, the table of entries, and what is known of one of them or of all. */
export function ArchivePane({ listing, names, back, isBrief = false }: Props): ReactNode {
  const { archive, report, warnings, isComplete, total } = listing;
  const { inside } = archive;
  const entry = useRoute((state) => state.route.entry);
  const { adjust, go } = useRoute.getState();
  const view = useArchiveView(listing, entry, (ordinal) => {
    if (useRoute.getState().route.entry !== ordinal) adjust({ entry: ordinal });
  });
  const frame = useRef<HTMLDivElement>(null);
  const { width } = useSize(frame);
  const isWide = width >= ROOM_FOR_SIDE;
  const hasSide = useLayout((state) => state.folds[SIDE] ?? true);
  const sideWidth = useLayout((state) => state.widths[SIDE] ?? USUAL_SIDE);
  const treeWidth = useLayout((state) => state.widths[TREE] ?? USUAL_TREE);
  const { setOpen, setWidth } = useLayout.getState();
  /** In a narrow window the side covers the table. */
  const [isCovered, setCovered] = useState(false);
  const [isLooking, setLooking] = useState(false);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const name = names.at(-1) ?? '';
  const { cursor, folder, isFinding } = view;
  const current = cursor?.kind === 'entry' ? cursor.entry : null;
  const hasTree = width >= ROOM_FOR_TREE && view.tree.top.folders.length > 0 && !isFinding;

  const toTable = (): void => document.querySelector<HTMLElement>('[data-entries]')?.focus();
  const openInside = inside.length < MOST_NESTED ? (one: ArchiveEntryView): void => go(placeInside(archive, [...inside, one.ordinal])) : undefined;
  const leave = (): boolean => {
    if (inside.length === 0) return false;
    go({ ...placeInside(archive, inside.slice(0, -1)), entry: inside.at(-1) ?? null });
    return true;
  };
  const openRow = (row: EntryRow): void => {
    if (row.kind === 'folder') view.showFolder(row.folder.path);
    else if (opensInPlace(row.entry) && openInside) openInside(row.entry);
    else if (isBrief) go({ ...placeInside(archive, inside), entry: row.entry.ordinal });
    else if (isWide) {
      setOpen(SIDE, true);
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-testid="member-pane"] [tabindex="0"]')?.focus());
    } else setCovered(true);
  };
  const extract = (ordinals: number[] | null): void => useExtract.getState().open({ archive, name, ordinals, encrypted: new Set(listing.entries.filter(({ isEncrypted }) => isEncrypted).map(({ ordinal }) => ordinal)) });
  const canExtract = total > 0;
  const extractChosen = (): void => {
    if (canExtract) extract(view.chosenOrdinals());
  };
  useLetterKey('e', extractChosen);
  // Space in this table, Esc in what covers it, lead back to where one was.
  const uncover = isCovered && !isWide ? (): void => setCovered(false) : null;
  useEscape(uncover);
  const wasCovered = useRef(false);
  useEffect(() => {
    if (wasCovered.current && !isCovered) toTable();
    wasCovered.current = isCovered;
  }, [isCovered]);

  const step = (by: 1 | -1): void => {
    const files = view.rows.filter((row) => row.kind === 'entry' && row.entry.type === 'file');
    const next = files[files.findIndex((row) => row.key === view.cursorKey) + by];
    if (next) view.setCursor(next);
  };
  const steps: TrailStep[] = [
    ...outerSteps(archive, names),
    { name, isArchive: true, go: () => view.showFolder('') },
    ...foldersTo(folder).map((node): TrailStep => ({ name: node.name, isArchive: false, go: () => view.showFolder(node.path) })),
  ];
  const items: MenuItem[] = [
    { id: 'verify', label: t('Verify'), icon: FileCheck2, run: () => verifyArchive(archive) },
    { id: 'copy-command', label: t('Copy as command'), icon: Terminal, isDisabled: inside.length > 0, run: () => copyExtractCommand(archive) },
    ...('fileId' in archive ? [{ id: 'reveal', label: t('Show in the file manager'), icon: FolderOpen, run: () => revealFile(archive.fileId) }] : []),
  ];
  /** What there is to say of the archive stands where no entry is chosen. */
  const showNotes = (): void => {
    view.showFolder(folder.path);
    if (isBrief) go(placeInside(archive, inside));
    else if (isWide) setOpen(SIDE, true);
    else setCovered(true);
  };
  const hasCounts = (Object.keys(FILTER_WORDS) as EntryFilter[]).filter((one) => view.counts[one] > 0 || view.filter === one);
  const chosenCount = view.chosen.size;

  const side =
    current === null ? (
      <AboutPane listing={listing} />
    ) : (
      <MemberPane
        archive={archive}
        entry={current}
        onExtract={() => extract([current.ordinal])}
        onOpen={openInside && (() => openInside(current))}
        onClose={isWide ? undefined : () => setCovered(false)}
      />
    );

  return (
    <div className={styles.pane} data-testid="archive-pane" data-brief={isBrief}>
      <header className={styles.head}>
        {back}
        <div className={styles.words}>
          <Trail steps={steps} />
          <p className={styles.line} data-testid="archive-line">
            {lineOf(listing)}
            {report.isEncrypted ? (
              <span className={styles.mark}>
                <LockKeyhole aria-hidden /> {t('Encrypted')}
              </span>
            ) : null}
            {warnings.length > 0 && (isBrief || current !== null || !(isWide && hasSide)) ? (
              <button type="button" className={styles.mark} data-tone="waiting" title={warnings.join('\n')} data-testid="show-notes" onClick={showNotes}>
                <TriangleAlert aria-hidden /> {t('{count, plural, one {# note} other {# notes}}', { count: warnings.length })}
              </button>
            ) : null}
            {isBrief && view.counts.warnings > 0 ? (
              <button type="button" className={styles.mark} data-tone="waiting" data-testid="show-warnings" onClick={() => view.setFilter(view.filter === 'warnings' ? null : 'warnings')}>
                <TriangleAlert aria-hidden /> {t('{warnings, plural, one {# warning} other {# warnings}}', { warnings: view.counts.warnings })}
              </button>
            ) : null}
          </p>
        </div>
        <div className={styles.actions}>
          <Button kind="primary" icon={Upload} title={t('Extract (E)')} disabled={!canExtract} data-testid="extract" onClick={extractChosen}>
            {chosenCount > 0 ? t('Extract {count, number}…', { count: chosenCount }) : t('Extract…')}
          </Button>
          {isBrief ? <IconButton icon={Maximize2} label={t('Show in Archives')} data-testid="show-in-archives" onClick={() => go({ ...placeInside(archive, inside), entry })} /> : null}
          {isWide && !isBrief ? <IconButton icon={PanelRight} label={hasSide ? t('Hide the details') : t('Show the details')} aria-pressed={hasSide} className={styles.toggle} data-testid="toggle-side" onClick={() => setOpen(SIDE, !hasSide)} /> : null}
          {isWide || isBrief ? null : <IconButton icon={PanelRight} label={isCovered ? t('Show the entries') : t('Show the details')} aria-pressed={isCovered} className={styles.toggle} data-testid="toggle-side" onClick={() => setCovered(!isCovered)} />}
          <IconButton icon={Ellipsis} label={t('More actions')} aria-haspopup="menu" data-testid="archive-menu" onClick={(event) => setMenu(event.currentTarget.getBoundingClientRect())} />
        </div>
      </header>
      {isBrief ? null : (
        <div className={styles.filters} role="search" aria-label={t('Find in the archive')}>
          <FindField label={t('Find in this archive')} value={view.text} onChange={view.setText} testId="entry-find" />
          <div className={styles.chips} role="group" aria-label={t('Show only')}>
          {hasCounts.map((one) => (
            <Chip key={one} label={FILTER_WORDS[one]} count={view.counts[one]} pressed={view.filter === one} onPress={() => view.setFilter(view.filter === one ? null : one)} testId={`entries-${one}`} />
          ))}
          </div>
          {isComplete ? null : (
            <span className={styles.loading} role="status">
              {t('{read, number} of {total, number} entries read…', { read: listing.entries.length, total })}
            </span>
          )}
        </div>
      )}
      {report.hasEncryptedNames && listing.entries.length === 0 ? <Notice text={t('The names in this archive are encrypted, too. It opens with its password.')} /> : null}
      <Panel className={styles.panel}>
        <div className={styles.body} ref={frame}>
          {hasTree ? (
            <>
              <div className={styles.tree} style={{ flexBasis: treeWidth }}>
                <FolderTree tree={view.tree} name={name} path={folder.path} onShow={view.showFolder} />
              </div>
              <PaneDivider frame={frame} label={t('Width of the folders')} width={treeWidth} least={110} rest={320} onWidth={(wanted) => setWidth(TREE, wanted)} onReset={() => setWidth(TREE, USUAL_TREE)} isLine />
            </>
          ) : null}
          {isCovered && !isWide ? (
            <div className={styles.over}>{side}</div>
          ) : (
            <div className={styles.table}>
              <EntryTable
                rows={view.rows}
                label={isFinding ? t('Entries found in {name}', { name: displayName(name) }) : t('Entries of {name}', { name: displayName(folder.parent ? folder.name : name) })}
                listKey={`${listing.key} ${folder.path} ${isFinding} ${view.filter}`}
                cursorKey={view.cursorKey}
                onCursor={view.setCursor}
                chosen={view.chosen}
                onChoose={view.choose}
                sort={view.sort}
                onSort={view.setSort}
                onOpen={openRow}
                onUp={() => view.up() || leave()}
                onLook={(row) => (row.kind === 'entry' ? setLooking(true) : view.showFolder(row.folder.path))}
                empty={isFinding ? <NothingFound onClear={() => { view.setText(''); view.setFilter(null); toTable(); }} /> : <p className={styles.none}>{listing.entries.length === 0 ? t('There is nothing in this archive.') : t('This folder is empty.')}</p>}
              />
            </div>
          )}
          {isWide && hasSide && !isBrief ? (
            <>
              <SideDivider frame={frame} width={sideWidth} onWidth={(wanted) => setWidth(SIDE, wanted)} />
              <div className={styles.side} style={{ flexBasis: sideWidth }}>
                {side}
              </div>
            </>
          ) : null}
        </div>
      </Panel>
      {menu ? <Menu label={t('Actions for {name}', { name: displayName(name) })} items={items} place={menu} onClose={() => setMenu(null)} /> : null}
      {isLooking && current ? (
        <QuickLook
          archive={archive}
          entry={current}
          onStep={step}
          onClose={() => {
            setLooking(false);
            requestAnimationFrame(toTable);
          }}
        />
      ) : null}
    </div>
  );
}

interface DividerProps {
  frame: RefObject<HTMLDivElement | null>;
  /** Of the right side. */
  width: number;
  onWidth: (width: number) => void;
}

/** The divider counts from the left edge; what is remembered is the width of the right side. */
function SideDivider({ frame, width, onWidth }: DividerProps): ReactNode {
  const total = frame.current?.clientWidth ?? 900;
  return <PaneDivider frame={frame} label={t('Width of the details')} width={total - width} least={300} rest={200} onWidth={(left) => onWidth(total - left)} onReset={() => onWidth(USUAL_SIDE)} isLine />;
}

function NothingFound({ onClear }: { onClear: () => void }): ReactNode {
  return (
    <EmptyState icon={FileSearch} title={t('No entry matches')} text={t('Nothing in this archive has that in its path, or has what was chosen above.')}>
      <Button data-testid="clear-filters" onClick={onClear}>
        {t('Clear')}
      </Button>
    </EmptyState>
  );
}

function lineOf({ report, total }: Listing): string {
  const ratio = formatRatio(report.compressionRatio);
  const packed = formatSize(report.compressedSize);
  const sizes = report.totalSize === null ? packed : `${formatSize(report.totalSize)} → ${packed}`;
  return t('{type} · {total, plural, one {# entry} other {# entries}} · {sizes}', { type: archiveTypeWord(report.type), total, sizes: ratio === '' ? sizes : `${sizes}, ${ratio}` });
}

function foldersTo(folder: FolderNode): FolderNode[] {
  const way: FolderNode[] = [];
  for (let node: FolderNode | null = folder; node?.parent; node = node.parent) way.unshift(node);
  return way;
}
