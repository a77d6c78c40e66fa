import { CsvReader } from './csv-reader';

/** In order of preference where two fit equally well: commas and bars also stand inside fields. */
const DELIMITERS = ['\t', ';', '|', ','] as const;
const SAMPLE_RECORDS = 200;

export interface Dialect {
  readonly delimiter: string;
  /** The file begins with Excel's line `sep=…`, which is no record. */
  readonly hasSeparatorLine: boolean;
}

/** The delimiter that cuts the records of a sample into the most even rows; a comma when none occurs. */
export function detectDelimiter(sample: string, isWhole: boolean): Dialect {
  const named = /^sep=(.)(?:\r\n|\n|\r|$)/.exec(sample)?.[1];
  if (named) return { delimiter: named, hasSeparatorLine: true };
  let best = { delimiter: ',', share: 0, width: 1 };
  for (const delimiter of DELIMITERS) {
    const { share, width } = evenness(sample, isWhole, delimiter);
    const isBetter = share > best.share + 0.001;
    if (width > 1 && isBetter) best = { delimiter, share, width };
  }
  return { delimiter: best.delimiter, hasSeparatorLine: false };
}

/** The most frequent number of fields, and the share of the records that have it. */
function evenness(sample: string, isWhole: boolean, delimiter: string): { share: number; width: number } {
  const widths: number[] = [];
  const reader = new CsvReader(delimiter, 0, {
    record: ({ fieldCount }) => {
      if (widths.length < SAMPLE_RECORDS) widths.push(fieldCount);
    },
    strayQuote: () => undefined,
  });
  reader.write(sample);
  const complete = widths.length;
  reader.end();
  const counted = isWhole || complete === 0 ? widths : widths.slice(0, complete);
  const counts = new Map<number, number>();
  for (const width of counted) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [mode] = [...counts].sort(([widthA, a], [widthB, b]) => b - a || widthB - widthA);
  return mode ? { share: mode[1] / counted.length, width: mode[0] } : { share: 0, width: 1 };
}
