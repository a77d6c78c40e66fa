/** A page that has come in several pieces is one block up to this length, UTF-16 units; longer ones are several. */
const MOST_LENGTH = 60_000;

/** A page, or a piece of a long one: pages are separated by form feeds. */
export interface TextBlock {
  /** From 1. */
  page: number;
  /** Where the block begins in the text of its page, UTF-16 units. */
  start: number;
  text: string;
  key: number;
}

/** Appends what was loaded next; all blocks but the last stay the same objects. */
export function appendText(blocks: readonly TextBlock[], text: string): TextBlock[] {
  const out = [...blocks];
  text.split('\f').forEach((part, index) => {
    const last = out.at(-1);
    if (!last || index > 0) {
      out.push({ page: (last?.page ?? 0) + 1, start: 0, text: part, key: out.length });
    } else if (last.text.length + part.length <= MOST_LENGTH) {
      out[out.length - 1] = { ...last, text: last.text + part };
    } else {
      out.push({ page: last.page, start: last.start + last.text.length, text: part, key: out.length });
    }
  });
  return out;
}
