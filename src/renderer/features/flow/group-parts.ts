import type { Flow, FlowPart } from '../../../shared/model/flow';
import { t } from '../../../shared/words/words';

export type Column = FlowPart['column'];
export const COLUMNS = ['folder', 'lane', 'rule', 'destination'] as const satisfies readonly Column[];

/** A part as it is shown; some stand for several. */
export interface ShownPart extends Omit<FlowPart, 'opens'> {
  /** Null for one that stands for several: it shows them. */
  opens: FlowPart['opens'] | null;
  /** For how many it stands. */
  stands: number;
}
export type FlowLink = Flow['links'][number];

export interface Grouped {
  parts: ShownPart[];
  links: FlowLink[];
}

/** Of each column at most so many are shown one by one. */
export const MOST_PARTS = 8;

const moreId = (column: Column): string => `more:${column}`;

/** At the foot of the last column, and never among the rest. */
const isAlwaysShown = ({ id }: FlowPart): boolean => id === 'destination:stays' || id === 'destination:attention';

/**
 * Parts beyond `most` of a column become one, with the sums of their figures and connections. Shown are those with failures
 * and with the most traffic, in the order of the mill.
 */
export function groupParts({ parts, links }: Pick<Flow, 'parts' | 'links'>, expanded: ReadonlySet<Column>, most = MOST_PARTS): Grouped {
  const traffic = new Map<string, number>();
  for (const { from, to, files, perMinute } of links) {
    for (const id of [from, to]) traffic.set(id, (traffic.get(id) ?? 0) + files + 1_000 * perMinute);
  }
  const standsFor = new Map<string, string>();
  const shown = COLUMNS.flatMap((column): ShownPart[] => {
    const all = parts.filter((part) => part.column === column);
    const fixed = all.filter(isAlwaysShown);
    const rest = all.filter((part) => !isAlwaysShown(part));
    const room = most - fixed.length;
    if (rest.length <= room || expanded.has(column)) return [...rest, ...fixed].map((part) => ({ ...part, stands: 1 }));
    const weight = (part: FlowPart): number => (part.failed > 0 ? 1e12 : 0) + (part.active + part.waiting) * 1e6 + (traffic.get(part.id) ?? 0) - (part.isOff ? 1 : 0);
    const chosen = new Set(rest.toSorted((a, b) => weight(b) - weight(a)).slice(0, room - 1));
    const others = rest.filter((part) => !chosen.has(part));
    for (const { id } of others) standsFor.set(id, moreId(column));
    return [...rest.filter((part) => chosen.has(part)).map((part) => ({ ...part, stands: 1 })), sumOf(column, others), ...fixed.map((part) => ({ ...part, stands: 1 }))];
  });
  return { parts: shown, links: merge(links, standsFor) };
}

function sumOf(column: Column, parts: readonly FlowPart[]): ShownPart {
  const sum = (figure: 'active' | 'waiting' | 'done' | 'failed'): number => parts.reduce((all, part) => all + part[figure], 0);
  return {
    id: moreId(column),
    column,
    title: t('and {count, number} more', { count: parts.length }),
    detail: '',
    active: sum('active'),
    waiting: sum('waiting'),
    done: sum('done'),
    failed: sum('failed'),
    isOff: false,
    opens: null,
    stands: parts.length,
  };
}

function merge(links: readonly FlowLink[], standsFor: ReadonlyMap<string, string>): FlowLink[] {
  const merged = new Map<string, FlowLink>();
  for (const link of links) {
    const from = standsFor.get(link.from) ?? link.from;
    const to = standsFor.get(link.to) ?? link.to;
    const key = `${from}\u0000${to}`;
    const known = merged.get(key) ?? { from, to, files: 0, failed: 0, perMinute: 0 };
    merged.set(key, { from, to, files: known.files + link.files, failed: known.failed + link.failed, perMinute: known.perMinute + link.perMinute });
  }
  return [...merged.values()];
}
