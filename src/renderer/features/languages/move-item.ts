/** The same items, one of them a place further up (-1) or down (1). */
export function moveItem<T>(items: readonly T[], at: number, step: 1 | -1): T[] {
  const moved = [...items];
  const [item] = moved.splice(at, 1);
  if (item !== undefined) moved.splice(Math.max(0, Math.min(moved.length, at + step)), 0, item);
  return moved;
}
