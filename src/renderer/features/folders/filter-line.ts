const MARK = 'regex:';

export type LineKind = 'glob' | 'regex';

interface LineParts {
  kind: LineKind;
  pattern: string;
}

/** A line of a folder's filter as its kind and its pattern. */
export function partsOfLine(line: string): LineParts {
  return line.startsWith(MARK) ? { kind: 'regex', pattern: line.slice(MARK.length).trim() } : { kind: 'glob', pattern: line };
}

/** The line as the settings hold it; empty when there is no pattern. Who types the mark means it. */
export function lineOfParts({ kind, pattern }: LineParts): string {
  const bare = pattern.trim();
  return bare === '' || kind === 'glob' || bare.startsWith(MARK) ? bare : `${MARK}${bare}`;
}
