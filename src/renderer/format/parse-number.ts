/**
 * The number that someone typed, brought within its limits; null when it is none. Commas and points group thousands,
 * unless decimals are asked for.
 */
export function parseNumber(text: string, limits: { least: number; most: number; decimals?: number }): number | null {
  const { least, most, decimals = 0 } = limits;
  const bare = text.trim().replaceAll(/[\s'’]/g, '');
  const plain = decimals > 0 ? bare.replace(',', '.') : bare.replaceAll(/[,.]/g, '');
  const wanted = Number(plain);
  if (plain === '' || !Number.isFinite(wanted)) return null;
  const step = 10 ** decimals;
  return Math.min(most, Math.max(least, Math.round(wanted * step) / step));
}
