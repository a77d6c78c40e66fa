/** What an editor leaves in a text besides its words. */
export interface TextManner {
  /** A byte order mark stands before it. */
  readonly hasMark: boolean;
  /** Lines end as on Windows. */
  readonly hasReturns: boolean;
}

const MARK = '\ufeff';

/** How a text is written, and its words alone: with "\n" at the end of each line. Of mixed ends the more frequent one counts. */
export function apart(written: string): { text: string; manner: TextManner } {
  const hasMark = written.startsWith(MARK);
  const text = hasMark ? written.slice(MARK.length) : written;
  const returns = text.split('\r\n').length - 1;
  return { text: text.replaceAll('\r\n', '\n'), manner: { hasMark, hasReturns: returns > 0 && returns * 2 >= text.split('\n').length - 1 } };
}

/** The text as its editor would have written it. */
export function inManner(text: string, { hasMark, hasReturns }: TextManner): string {
  return `${hasMark ? MARK : ''}${hasReturns ? text.replaceAll('\n', '\r\n') : text}`;
}
