/** What of a document must be exact, and how each is seen in a report and in the truth alike. */
const ASPECTS = {
  text: ({ paragraphs }) => paragraphs.map(({ text }) => text),
  style: ({ paragraphs }) => paragraphs.map(({ style }) => style),
  alignment: ({ paragraphs }) => paragraphs.map(({ alignment }) => alignment),
  runs: ({ paragraphs }) => paragraphs.map(({ runs }) => joinAlike(runs)),
  cells: ({ tables }) => tables.flatMap(({ rows }) => rows.flat()),
  headings: ({ headings }) => headings.map(({ level, text }) => `${level} ${text}`),
  sections: ({ sections }) =>
    sections.map(({ orientation, startType, pageWidth, pageHeight }) => [startType, orientation, Math.round(pageWidth), Math.round(pageHeight)].join(' ')),
};

export const ASPECT_NAMES = Object.keys(ASPECTS);

/** Pieces that look the same are one: where a writer cut them is nobody's business. */
function joinAlike(runs) {
  const looks = [];
  for (const { text, ...look } of runs) {
    const key = JSON.stringify([look.bold, look.italic, look.underline, look.fontName, look.fontSize]);
    if (looks.at(-1)?.key === key) looks.at(-1).text += text;
    else looks.push({ key, text });
  }
  return JSON.stringify(looks);
}

/**
 * Shares of what is exact, place by place; a place too many counts against as one too few.
 *
 * @returns {{ [aspect: string]: { right: number, all: number, firstWrong?: string } }}
 */
export function scoreDocument(truth, report) {
  return Object.fromEntries(
    Object.entries(ASPECTS).map(([aspect, of]) => {
      const [wanted, found] = [of(truth), of(report)];
      let right = 0;
      let firstWrong;
      for (let i = 0; i < Math.max(wanted.length, found.length); i += 1) {
        if (wanted[i] === found[i]) right += 1;
        else firstWrong ??= `#${i}: ${JSON.stringify(wanted[i])} read as ${JSON.stringify(found[i])}`;
      }
      return [aspect, { right, all: Math.max(wanted.length, found.length), firstWrong }];
    }),
  );
}
