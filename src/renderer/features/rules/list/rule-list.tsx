import { useCallback, useEffect, useId, useMemo, useRef, useState, type DragEvent, type KeyboardEvent, type ReactNode } from 'react';
import type { RuleView } from '../../../../shared/model/rule';
import { scrollToRow, useWindow } from '../../files/use-window';
import { isUnsaved } from '../draft/draft';
import { useRules } from '../rules-store';
import { moveAmong, moveBefore } from './order-rules';
import { orderRules } from './rule-actions';
import { RuleLine } from './rule-line';
import { t } from '../../../../shared/words/words';
import styles from './rule-list.module.css';

/** Height in pixels. */
const ROW = 50;

interface Props {
  /** All of them, and those on show. */
  rules: readonly RuleView[];
  shown: readonly RuleView[];
  selected: string | null;
  /** Another one begins at the top. */
  listKey: string;
  empty: ReactNode;
  onChoose: (name: string) => void;
  onOpen: () => void;
  onToggle: (view: RuleView) => void;
  onRemove: (name: string) => void;
  onDuplicate: (name: string) => void;
}

/** Rules in the order in which they are asked, by hand or with Alt and the arrow keys. Only those in view exist. */
export function RuleList(props: Props): ReactNode {
  const { rules, shown, selected, listKey, empty, onChoose, onOpen, onToggle, onRemove, onDuplicate } = props;
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  const drafts = useRules((state) => state.drafts);
  const total = shown.length;
  const places = useMemo(() => ({ topOf: (index: number) => index * ROW, indexFrom: (top: number) => Math.ceil(top / ROW) }), []);
  const { first, last } = useWindow(frame, places, total);
  const at = shown.findIndex(({ rule }) => rule.name === selected);
  const drag = useRuleDrag(rules, shown);

  useEffect(() => {
    if (frame.current) frame.current.scrollTop = 0;
  }, [listKey]);
  useEffect(() => {
    if (at >= 0) scrollToRow(frame.current, at * ROW, ROW, 0);
    // Once for each rule: whoever scrolls away may.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected]);

  const move = (step: 1 | -1): void => {
    if (selected === null) return;
    const names = rules.map(({ rule }) => rule.name);
    const next = moveAmong(names, shown.map(({ rule }) => rule.name), selected, step);
    if (next.some((name, index) => name !== names[index])) void orderRules(next);
    scrollToRow(frame.current, (at + step) * ROW, ROW, 0);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.metaKey) return;
    const view = shown[at];
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) move(event.key === 'ArrowUp' ? -1 : 1);
    else if (event.altKey) return;
    else if (event.ctrlKey) {
      if (event.key !== 'd' || !view) return;
      onDuplicate(view.rule.name);
    } else if (!onPlainKey(event, view)) return;
    event.preventDefault();
  };
  const onPlainKey = (event: KeyboardEvent, view: RuleView | undefined): boolean => {
    const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / ROW) - 1);
    const targets: Readonly<Record<string, number>> = { ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: total - 1 };
    const target = Object.hasOwn(targets, event.key) ? targets[event.key] : undefined;
    if (target !== undefined) {
      const next = shown[Math.max(0, Math.min(total - 1, target))];
      if (next) onChoose(next.rule.name);
    } else if (!view) return false;
    else if (event.key === ' ') onToggle(view);
    else if (event.key === 'Enter') onOpen();
    else if (event.key === 'Delete') onRemove(view.rule.name);
    else return false;
    return true;
  };

  // The lines are drawn again only when they have changed.
  const latest = useRef({ onChoose, onToggle });
  latest.current = { onChoose, onToggle };
  const choose = useCallback((name: string): void => latest.current.onChoose(name), []);
  const toggle = useCallback((view: RuleView): void => latest.current.onToggle(view), []);

  return (
    <div className={styles.list}>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div
        className={styles.frame}
        ref={frame}
        role="grid"
        aria-label={t('Rules')}
        aria-rowcount={total}
        aria-activedescendant={at >= first && at <= last ? `${id}-${at}` : undefined}
        tabIndex={total === 0 ? -1 : 0}
        data-list
        data-empty={total === 0}
        data-testid="rule-list"
        onKeyDown={onKey}
        onDragOver={drag.onOver}
        onDragLeave={drag.onLeave}
        onDrop={drag.onDrop}
        onDragEnd={drag.onLeave}
      >
        <div role="rowgroup" className={styles.all} style={{ height: total * ROW }}>
          {shown.slice(first, last + 1).map((view, offset) => (
            <RuleLine
              key={view.rule.name}
              domId={`${id}-${first + offset}`}
              index={first + offset}
              top={(first + offset) * ROW}
              view={view}
              isSelected={view.rule.name === selected}
              isUnsaved={isUnsaved(drafts[view.rule.name])}
              newName={drafts[view.rule.name]?.rule.name}
              dropEdge={drag.edgeOf(first + offset)}
              onChoose={choose}
              onToggle={toggle}
              onDrag={drag.onStart}
            />
          ))}
        </div>
      </div>
      {total === 0 ? empty : null}
    </div>
  );
}

/** Between which two lines a dragged rule would land. */
function useRuleDrag(rules: readonly RuleView[], shown: readonly RuleView[]) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [gap, setGap] = useState<number | null>(null);
  const onStart = useCallback((event: DragEvent, name: string): void => {
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', name);
    setDragged(name);
  }, []);
  const end = (): void => {
    setDragged(null);
    setGap(null);
  };
  return {
    onStart,
    onOver: (event: DragEvent<HTMLElement>): void => {
      if (dragged === null) return;
      event.preventDefault();
      const { top } = event.currentTarget.getBoundingClientRect();
      const y = event.clientY - top + event.currentTarget.scrollTop;
      setGap(Math.max(0, Math.min(shown.length, Math.round(y / ROW))));
    },
    onLeave: (event: DragEvent<HTMLElement>): void => {
      if (event.type === 'dragend') end();
      else if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setGap(null);
    },
    onDrop: (event: DragEvent): void => {
      if (dragged === null || gap === null) return;
      event.preventDefault();
      // The window takes files that are dropped; this is none.
      event.stopPropagation();
      const names = rules.map(({ rule }) => rule.name);
      const before = shown[gap]?.rule.name ?? nextOf(names, shown.at(-1)?.rule.name);
      const next = moveBefore(names, dragged, before);
      end();
      if (next.some((name, index) => name !== names[index])) void orderRules(next);
    },
    edgeOf: (index: number): 'above' | 'below' | null => {
      if (gap === null) return null;
      if (gap === index) return 'above';
      return gap === shown.length && index === shown.length - 1 ? 'below' : null;
    },
  };
}

function nextOf(names: readonly string[], name: string | undefined): string | null {
  return name === undefined ? null : (names[names.indexOf(name) + 1] ?? null);
}
