export { collectRulings } from './collect-rulings';
export { findTables } from './find-tables';
export type { FoundTable } from './found-table';
export { mayHoldTable } from './may-hold-table';
export type { Rulings } from './rulings';
export { tablesOfPage } from './tables-of-page';
