import { ChevronDown, ChevronRight, Folder, FolderOpen, Package } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { displayName } from '../../../../shared/model/display-name';
import { scrollToRow, useWindow } from '../../files/use-window';
import type { ArchiveTree, FolderNode } from './archive-tree';
import { nameKey } from './name-key';
import { t } from '../../../../shared/words/words';
import styles from './folder-tree.module.css';

/** Height in pixels. */
const ROW = 28;
const INDENT = 14;
const DEEPEST_INDENT = 8;

interface Props {
  tree: ArchiveTree;
  /** Of the archive. */
  name: string;
  /** The folder on show. */
  path: string;
  onShow: (path: string) => void;
}

/** The folders of an archive; those that are open, of any number only what is in view. */
export function FolderTree({ tree, name, path, onShow }: Props): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(['']));
  // The way to the folder on show is always open.
  useEffect(() => {
    const wanted: string[] = [];
    for (let node = tree.byPath.get(path)?.parent; node; node = node.parent) wanted.push(node.path);
    if (wanted.some((one) => !open.has(one))) setOpen(new Set([...open, ...wanted]));
    // Only another folder opens anything.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [tree, path]);
  const lines = useMemo(() => linesOf(tree, open), [tree, open]);
  const at = lines.findIndex((node) => node.path === path);
  const places = useMemo(() => ({ topOf: (index: number) => index * ROW, indexFrom: (top: number) => Math.ceil(top / ROW) }), []);
  const { first, last } = useWindow(frame, places, lines.length);
  useEffect(() => {
    if (at >= 0) scrollToRow(frame.current, at * ROW, ROW, 0);
  }, [at]);

  const toggle = (node: FolderNode, isOpen: boolean): void => {
    const next = new Set(open);
    if (isOpen) next.add(node.path);
    else next.delete(node.path);
    setOpen(next);
  };
  const goTo = (index: number): void => {
    const node = lines[Math.max(0, Math.min(lines.length - 1, index))];
    if (node) onShow(node.path);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const node = lines[at];
    if (event.key === 'ArrowDown') goTo(at + 1);
    else if (event.key === 'ArrowUp') goTo(at - 1);
    else if (event.key === 'Home') goTo(0);
    else if (event.key === 'End') goTo(lines.length - 1);
    else if (event.key === 'ArrowRight' && node && node.folders.length > 0) {
      if (open.has(node.path)) goTo(at + 1);
      else toggle(node, true);
    } else if (event.key === 'ArrowLeft' && node) {
      if (node.parent && (!open.has(node.path) || node.folders.length === 0)) onShow(node.parent.path);
      else if (node.parent) toggle(node, false);
    } else if (event.key === 'Enter') document.querySelector<HTMLElement>('[data-entries]')?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      className={styles.tree}
      ref={frame}
      role="tree"
      aria-label={t('Folders of the archive')}
      aria-activedescendant={at >= first && at <= last ? `${id}-${at}` : undefined}
      tabIndex={0}
      data-testid="folder-tree"
      onKeyDown={onKey}
    >
      <div role="presentation" className={styles.all} style={{ height: lines.length * ROW }}>
        {lines.slice(first, last + 1).map((node, offset) => {
          const index = first + offset;
          const isOpen = open.has(node.path);
          const hasFolders = node.folders.length > 0;
          const isTop = node.parent === null;
          const Icon = isTop ? Package : index === at ? FolderOpen : Folder;
          const Arrow = isOpen ? ChevronDown : ChevronRight;
          return (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={`f${node.path}`}
              id={`${id}-${index}`}
              className={styles.row}
              role="treeitem"
              aria-level={node.depth + 1}
              aria-selected={index === at}
              aria-expanded={hasFolders ? isOpen : undefined}
              tabIndex={-1}
              data-testid="tree-folder"
              style={{ transform: `translateY(${index * ROW}px)`, paddingLeft: 4 + Math.min(node.depth, DEEPEST_INDENT) * INDENT }}
              onClick={() => onShow(node.path)}
            >
              <span
                className={styles.arrow}
                aria-hidden
                onClick={(event) => {
                  if (!hasFolders || isTop) return;
                  event.stopPropagation();
                  toggle(node, !isOpen);
                }}
              >
                {hasFolders && !isTop ? <Arrow /> : null}
              </span>
              <Icon aria-hidden />
              <bdi translate="no" title={displayName(isTop ? name : node.name)}>{displayName(isTop ? name : node.name)}</bdi>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function linesOf(tree: ArchiveTree, open: ReadonlySet<string>): FolderNode[] {
  const lines: FolderNode[] = [];
  const rest: FolderNode[] = [tree.top];
  for (let node = rest.pop(); node; node = rest.pop()) {
    lines.push(node);
    if (open.has(node.path)) rest.push(...inOrder(node.folders).reverse());
  }
  return lines;
}

function inOrder(folders: readonly FolderNode[]): FolderNode[] {
  return folders
    .map((folder) => ({ folder, key: nameKey(folder.name) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ folder }) => folder);
}
