/**
 * `next`, but with every part that equals the one in `previous` replaced by that very object. State that arrives
 * whole five times a second then re-renders only what really changed.
 */
export function keepSame<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next;
  if (Array.isArray(next)) {
    if (!Array.isArray(previous)) return next;
    let same = previous.length === next.length;
    const out = next.map((item, index) => {
      const kept = keepSame(previous[index], item);
      if (!Object.is(kept, previous[index])) same = false;
      return kept;
    });
    return (same ? previous : out) as T;
  }
  if (!isPlain(next) || !isPlain(previous)) return next;
  const keys = Object.keys(next);
  let same = keys.length === Object.keys(previous).length;
  const out: Record<string, unknown> = {};
  for (const key of keys) {
    const kept = keepSame(previous[key], next[key]);
    if (!Object.is(kept, previous[key]) || !Object.hasOwn(previous, key)) same = false;
    out[key] = kept;
  }
  return (same ? previous : out) as T;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
