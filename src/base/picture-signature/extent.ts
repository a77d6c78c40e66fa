/** Part of a square, by shares of its sides. */
export interface Extent {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const WHOLE: Extent = { left: 0, right: 1, top: 0, bottom: 1 };

/** What is left without this share of each side. */
export const insetBy = (share: number): Extent => ({ left: share, right: 1 - share, top: share, bottom: 1 - share });

/** What is left where all sides were trimmed by a little, and by more. */
export const MIDDLES: readonly Extent[] = [insetBy(0.06), insetBy(0.125)];

const CUT = 0.2;
/** What is left where one side was cut off. */
export const REMAINDERS: readonly Extent[] = [{ left: CUT }, { right: 1 - CUT }, { top: CUT }, { bottom: 1 - CUT }].map((cut) => ({ ...WHOLE, ...cut }));
