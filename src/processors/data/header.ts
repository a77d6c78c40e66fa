const NUMBER_OR_DATE = /^[-+]?[\d.,\s'%€$£]*\d[\d.,\s'%€$£]*$|^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([ T].*)?$/;
const MAX_NAME_UNITS = 100;

/**
 * Whether the first of the rows names the columns: every cell is filled, no number, no date, and unlike the others of
 * its row; and not simply one more value of its column.
 */
export function hasHeader(rows: string[][]): boolean {
  const [first, ...rest] = rows;
  if (!first || first.length === 0) return false;
  const names = first.map((cell) => cell.trim());
  const areNames = names.every((name) => name !== '' && name.length <= MAX_NAME_UNITS && !NUMBER_OR_DATE.test(name));
  if (!areNames || new Set(names.map((name) => name.toLowerCase())).size < names.length) return false;
  const repeats = names.filter((name, column) => rest.some((row) => row[column]?.trim() === name)).length;
  return repeats * 2 <= names.length || rest.length === 0;
}
