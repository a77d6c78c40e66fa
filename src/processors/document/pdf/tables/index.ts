export { collectRulings } from './collect-rulings';
export { findTables } from './find-tables';
export type { FoundTable } from './found-table';
export { mayHoldTable } from './may-hold-table';
export { NO_RULINGS, type Rulings } from './rulings';
