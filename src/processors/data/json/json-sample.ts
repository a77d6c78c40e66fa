import { capCell, MAX_COLUMNS, numberedColumns } from '../sample';

interface Sample {
  columns: string[];
  sample: string[][];
}

/** Values as a table: objects by their keys in order of appearance, arrays by position, anything else in one column. */
export function tabulate(values: unknown[]): Sample {
  if (values.length > 0 && values.every(isRecord)) {
    const columns = [...new Set(values.flatMap((value) => Object.keys(value)))].slice(0, MAX_COLUMNS);
    const sample = values.map((value) => columns.map((column) => showValue(value[column])));
    return { columns: columns.map(capCell), sample };
  }
  if (values.length > 0 && values.every(Array.isArray)) {
    const width = Math.min(MAX_COLUMNS, Math.max(...values.map((value) => value.length)));
    const sample = values.map((value) => Array.from({ length: width }, (_, index) => showValue(value[index])));
    return { columns: numberedColumns(width), sample };
  }
  return { columns: [], sample: values.map((value) => [showValue(value)]) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function showValue(value: unknown): string {
  if (value === undefined || value === null) return '';
  return capCell(typeof value === 'object' ? JSON.stringify(value) : String(value));
}
