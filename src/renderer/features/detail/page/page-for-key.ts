/** The page that a key leads to; null for other keys, and where there is none further that way. */
export function pageForKey(key: string, page: number, count: number): number | null {
  const targets: Record<string, number> = { PageDown: page + 1, PageUp: page - 1, Home: 1, End: count };
  const target = Object.hasOwn(targets, key) ? targets[key] : undefined;
  return target === undefined || target === page || target < 1 || target > count ? null : target;
}
