import { FilemillError } from '../../shared/errors/filemill-error';

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };

/** "500", "20k", "1.5M", "2G": sizes as the window shows them, in powers of 1000. */
export function bytesOf(option: string, given: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?$/i.exec(given.trim()) ?? [];
  if (number === '') throw new FilemillError('usage.invalid', `--${option} ${given} is no size.`, { hint: `For example: --${option} 20M` });
  return Math.round(Number(number) * (UNITS[unit.toLowerCase()] ?? 1));
}
