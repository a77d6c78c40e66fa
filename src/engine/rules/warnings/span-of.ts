import { factOf } from '../../../shared/model/fact';
import type { RuleTest } from '../../../shared/model/rule';
import { parseMoment, parseSize, parseSpan } from '../values';

/** Numbers from one to another; an open end does not belong to them. */
export interface Span {
  from: number;
  isFromOpen: boolean;
  until: number;
  isUntilOpen: boolean;
  /** What the numbers are of: those of a moment and of the time since are not to be compared. */
  scale: 'value' | 'ago';
}

const EVERYTHING: Omit<Span, 'scale'> = { from: -Infinity, isFromOpen: true, until: Infinity, isUntilOpen: true };

/** The numbers that pass a test of a number, a size, an age or a moment; null for other tests. */
export function spanOf({ fact, operator, value }: RuleTest): Span | null {
  const type = factOf(fact)?.type;
  if (type === 'instant') return spanOfMoment(operator, value);
  if (type !== 'number' && type !== 'size' && type !== 'age') return null;
  const parse = (written: unknown): number | null => (type === 'size' ? parseSize(written) : type === 'age' ? parseSpan(written) : Number(written));
  const [low, high] = (Array.isArray(value) ? value : [value, value]).map(parse);
  if (low === null || low === undefined || high === null || high === undefined) return null;
  const all = { ...EVERYTHING, scale: 'value' as const };
  switch (operator) {
    case 'is':
    case 'between':
      return { from: low, isFromOpen: false, until: high, isUntilOpen: false, scale: 'value' };
    case 'above':
      return { ...all, from: low };
    case 'at least':
      return { ...all, from: low, isFromOpen: false };
    case 'below':
      return { ...all, until: low };
    case 'at most':
      return { ...all, until: low, isUntilOpen: false };
    default:
      return null;
  }
}

function spanOfMoment(operator: string, value: RuleTest['value']): Span | null {
  if (operator === 'within the last' || operator === 'longer ago than') {
    const seconds = parseSpan(value);
    if (seconds === null) return null;
    return operator === 'within the last'
      ? { ...EVERYTHING, until: seconds, isUntilOpen: false, scale: 'ago' }
      : { ...EVERYTHING, from: seconds, scale: 'ago' };
  }
  const moment = parseMoment(value);
  if (moment === null) return null;
  if (operator === 'after') return { ...EVERYTHING, from: moment.until, scale: 'value' };
  if (operator === 'before') return { ...EVERYTHING, until: moment.from, scale: 'value' };
  return operator === 'on' ? { from: moment.from, isFromOpen: false, until: moment.until, isUntilOpen: false, scale: 'value' } : null;
}

/** Whether no number lies in both. */
export function areApart(a: Span, b: Span): boolean {
  if (a.scale !== b.scale) return false;
  const [low, high] = a.from < b.from ? [a, b] : [b, a];
  return low.until < high.from || (low.until === high.from && (low.isUntilOpen || high.isFromOpen));
}

export function isWithin(inner: Span, outer: Span): boolean {
  if (inner.scale !== outer.scale) return false;
  const isAbove = inner.from > outer.from || (inner.from === outer.from && (inner.isFromOpen || !outer.isFromOpen));
  const isBelow = inner.until < outer.until || (inner.until === outer.until && (inner.isUntilOpen || !outer.isUntilOpen));
  return isAbove && isBelow;
}
