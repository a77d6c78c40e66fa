import type { WantedColumn } from '../../../shared/contract/worker-api';

/** A column as a rule writes it: `Amount`, `Amount (number)`, `Due (required date)`. Other brackets belong to its name. */
export function parseColumn(written: string): WantedColumn {
  const [, name, required, type] = /^(.*\S)\s*\((?:(required)(?: |(?=\))))?(integer|number|date|truth)?\)$/i.exec(written.trim()) ?? [];
  if (name === undefined || (required === undefined && type === undefined)) return { name: written.trim(), type: null, isRequired: false };
  return { name, type: (type?.toLowerCase() ?? null) as WantedColumn['type'], isRequired: required !== undefined };
}
