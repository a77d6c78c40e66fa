import { median, round } from './numbers.mjs';

/** Floors: what must hold at release (GOALS.md). They are about the value, or about the ratio where there is a peer. */
export const atLeast = (limit) => ({ text: `≥ ${limit}`, holds: (figure) => figure >= limit });
export const atMost = (limit) => ({ text: `≤ ${limit}`, holds: (figure) => figure <= limit });
export const below = (limit) => ({ text: `< ${limit}`, holds: (figure) => figure < limit });

const ofRuns = (values) => (Array.isArray(values) ? median(values) : values);
const countOf = (values) => (Array.isArray(values) ? values.length : 1);

/**
 * One line of the table. `values` and `peerValues` are one figure or one for each run; the median is shown. The ratio
 * is that of each run by itself, then the median: only what ran side by side is compared.
 *
 * @param {{ name: string, values: number | number[], unit: string, peer?: string, peerValues?: number | number[],
 *   ratioOf?: 'ours/peer' | 'peer/ours', floor?: ReturnType<typeof atLeast>, floorIs?: 'value' | 'ratio', note?: string }} facts
 */
export function row({ name, values, unit, peer, peerValues, ratioOf = 'ours/peer', floor, floorIs, note = '' }) {
  const value = ofRuns(values);
  let ratio;
  if (peerValues !== undefined) {
    const ours = [values].flat();
    const theirs = [peerValues].flat();
    const ratios = ours.map((one, i) => (ratioOf === 'ours/peer' ? one / theirs[i] : theirs[i] / one));
    // A peer that took nothing measurable can't be compared with.
    ratio = ratios.every(Number.isFinite) ? median(ratios) : undefined;
  }
  const judged = (floorIs ?? (ratio === undefined ? 'value' : 'ratio')) === 'value' ? value : ratio;
  const runs = countOf(values);
  const said = runs === 1 ? 'one run' : `median of ${runs}`;
  return {
    name,
    value: round(value),
    unit,
    ...(peer === undefined ? {} : { peer, peerValue: round(ofRuns(peerValues)) }),
    ...(ratio === undefined ? {} : { ratio: round(ratio) }),
    ...(floor === undefined ? {} : { floor: floor.text, ok: floor.holds(judged) }),
    note: note ? `${said}; ${note}` : said,
  };
}
