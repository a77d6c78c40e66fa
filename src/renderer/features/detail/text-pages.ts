/** A piece of a page: pages are separated by form feeds, and long ones come in several pieces. */
export interface TextBlock {
  /** From 1. */
  page: number;
  isStart: boolean;
  text: string;
  key: number;
}

/** Appends what was loaded next; the pieces before stay the same objects. */
export function appendText(blocks: readonly TextBlock[], text: string): TextBlock[] {
  const last = blocks.at(-1);
  const out = [...blocks];
  text.split('\f').forEach((part, index) => {
    const isStart = index > 0 || !last;
    out.push({ page: (last?.page ?? 1) + index, isStart, text: part, key: out.length });
  });
  return out;
}
