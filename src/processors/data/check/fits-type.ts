import type { WantedColumn } from '../../../shared/contract/worker-api';

type Type = NonNullable<WantedColumn['type']>;

const TESTS: Record<Type, (cell: string) => boolean> = {
  integer: (cell) => /^[-+]?(?:\d+|\d{1,3}(?:[., '\u00a0\u202f]\d{3})+)$/.test(cell),
  // 1234.5, 1,234.50, 1.234,50, 1 234,5, 1e-3
  number: (cell) => /^[-+]?(?:\d+(?:[.,]\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:[ '\u00a0\u202f]\d{3})+(?:[.,]\d+)?|[.,]\d+)(?:[eE][-+]?\d+)?$/.test(cell),
  date: isDate,
  truth: (cell) => /^(?:true|false|yes|no|[01])$/i.test(cell),
};

/** Whether a cell of a table, which is not empty, is of a type. */
export const fitsType = (cell: string, type: Type): boolean => TESTS[type](cell);

/** A day that is in the calendar, with a time or without: 2026-01-31, 31.1.2026, 1/31/2026. */
function isDate(cell: string): boolean {
  const [, one, two, three] = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp][Mm])?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(cell) ?? [];
  if (one === undefined || two === undefined || three === undefined) return false;
  if (one.length === 4) return three.length <= 2 && isDay(Number(one), Number(two), Number(three));
  if (one.length > 2 || three.length !== 4) return false;
  return isDay(Number(three), Number(two), Number(one)) || isDay(Number(three), Number(one), Number(two));
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
