import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Flow } from '../../../shared/model/flow';
import { useSize } from '../../parts/use-size';
import { COLUMN_WORDS, linkWords } from './flow-words';
import { FlowPartBox } from './flow-part-box';
import { groupParts, type Column, type FlowLink } from './group-parts';
import { BOX, layOutFlow, type PlacedPart } from './lay-out-flow';
import { placeLabels } from './place-labels';
import { t } from '../../../shared/words/words';
import styles from './flow-picture.module.css';

/** Labels with counts and rates need so much room between two columns. */
const ROOM_FOR_BOTH = 92;

/** The mill from left to right; what passes now is wider, what failed is red, each part leads to its list. */
export function FlowPicture({ flow }: { flow: Flow }): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(frame);
  const [expanded, setExpanded] = useState<ReadonlySet<Column>>(new Set());
  const [pointed, setPointed] = useState<string | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const grouped = useMemo(() => groupParts(flow, expanded), [flow, expanded]);
  const layout = useMemo(() => layOutFlow(grouped, width, height), [grouped, width, height]);
  const isPointed = touches(pointed);
  const labels = useMemo(() => placeLabels(layout.links, (link) => linkWords(link, layout.gap < ROOM_FOR_BOTH), touches(pointed)), [layout, pointed]);
  const cursor = layout.parts.some(({ part }) => part.id === current) ? current : (layout.parts[0]?.part.id ?? null);

  const onKey = (event: KeyboardEvent): void => {
    const next = neighbour(layout.parts, cursor, event.key);
    if (!next) return;
    event.preventDefault();
    setCurrent(next.part.id);
    frame.current?.querySelector<HTMLElement>(`[data-part="${CSS.escape(next.part.id)}"]`)?.focus();
  };
  const toggle = (column: Column): void => {
    setExpanded((before) => {
      const after = new Set(before);
      if (!after.delete(column)) after.add(column);
      return after;
    });
  };

  return (
    <div className={styles.frame} ref={frame} data-testid="flow-picture" data-pointed={pointed !== null}>
      {width > 0 ? (
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
        <div className={styles.picture} style={{ width: layout.width, height: layout.height }} onKeyDown={onKey}>
          <svg className={styles.lines} width={layout.width} height={layout.height} aria-hidden>
            {layout.links.map(({ link, path, thickness }) => (
              <g key={`${link.from} ${link.to}`} className={styles.link} data-passing={link.perMinute > 0} data-used={link.files > 0} data-pointed={isPointed(link)}>
                <path d={path} className={styles.line} strokeWidth={thickness} />
                {link.failed > 0 ? <path d={path} className={styles.failed} strokeWidth={failedThickness(link, thickness)} /> : null}
              </g>
            ))}
            {labels.map(({ text, at, isFailure }) => (
              <text key={`${at.x} ${at.y}`} x={at.x} y={at.y} className={styles.label} data-failed={isFailure}>
                {text}
              </text>
            ))}
          </svg>
          {layout.heads.map(({ column, x, width: wide }) => (
            <h2 key={column} className={styles.head} style={{ transform: `translateX(${x}px)`, width: wide }}>
              {COLUMN_WORDS[column]}
              {expanded.has(column) ? (
                <button type="button" className={styles.fewer} onClick={() => toggle(column)}>
                  {t('Show fewer')}
                </button>
              ) : null}
            </h2>
          ))}
          {layout.parts.map(({ part, x, y, width: wide }) => (
            <FlowPartBox
              key={part.id}
              part={part}
              width={wide}
              style={{ transform: `translate(${x}px, ${y}px)`, width: wide, height: BOX }}
              isCurrent={part.id === cursor}
              onPoint={(isOn) => setPointed(isOn ? part.id : null)}
              onFocus={() => setCurrent(part.id)}
              onExpand={() => toggle(part.column)}
            />
          ))}
        </div>
      ) : null}
    </div>
  );
}

const touches = (part: string | null) => ({ from, to }: FlowLink): boolean => part !== null && (from === part || to === part);

const failedThickness = ({ files, failed }: FlowLink, thickness: number): number => Math.max(1.25, thickness * Math.min(1, failed / Math.max(1, files)));

/** Up and down in a column, left and right to what lies nearest in the next. */
function neighbour(parts: readonly PlacedPart[], id: string | null, key: string): PlacedPart | undefined {
  const now = parts.find(({ part }) => part.id === id);
  if (!now) return undefined;
  const column = parts.filter(({ x }) => x === now.x);
  const at = column.indexOf(now);
  if (key === 'ArrowDown') return column[at + 1];
  if (key === 'ArrowUp') return column[at - 1];
  if (key === 'Home') return parts[0];
  if (key === 'End') return parts.at(-1);
  const isRight = key === 'ArrowRight';
  if (!isRight && key !== 'ArrowLeft') return undefined;
  const aside = parts.filter(({ x }) => (isRight ? x > now.x : x < now.x));
  const nearestX = Math[isRight ? 'min' : 'max'](...aside.map(({ x }) => x));
  return aside.filter(({ x }) => x === nearestX).toSorted((a, b) => Math.abs(a.y - now.y) - Math.abs(b.y - now.y))[0];
}
