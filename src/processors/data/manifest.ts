import type { Manifest } from '../kit/processor';
import { scaledLimits } from '../kit/scaled-limits';

const MIMES = new Set([
  'application/json',
  'application/x-ndjson',
  'text/csv',
  'text/tab-separated-values',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ms-excel.sheet.macroenabled.12',
]);

/** CSV and its kin, JSON, JSON Lines, Excel workbooks. Invalid data is a successful reading that says so. */
export const dataManifest: Manifest = {
  id: 'data',
  version: 1,
  canRender: false,
  score: ({ mime }) => (MIMES.has(mime) ? 100 : 0),
  limits: ({ size }) => scaledLimits(size, 60_000, 1, 800e6),
};
