/** Conditions that the search understands (`engine/store/search-operators`), with an example for those who look for one. */
export const OPERATORS = {
  blur: 'blur:yes',
  brightness: 'brightness:<60',
  contrast: 'contrast:<25',
  sharpness: 'sharpness:>400',
  noise: 'noise:>20',
  faces: 'faces:>0',
  width: 'width:>4000',
  height: 'height:>3000',
  dup: 'dup:yes',
  similar: 'similar:#1234',
  folder: 'folder:Name',
  type: 'type:jpeg',
  tag: 'tag:holiday',
} as const;

const NAMES = Object.keys(OPERATORS).join('|');
const PIECES = new RegExp(`"[^"]*"?|(?:^|(?<=\\s))(?:${NAMES}):(?:"[^"]*"|[^\\s"]+)(?:\\s+|$)`, 'gi');
const LAST_PIECE = new RegExp(`(?:^|\\s)((?:${NAMES}):(?:"[^"]*"?|[^\\s"]*))$`, 'i');

export interface SplitQuery {
  /** "blur:yes", each as it was written. */
  conditions: string[];
  words: string;
}

/** Takes the conditions out of a query; what is in quotation marks are words. */
export function splitQuery(query: string): SplitQuery {
  const conditions: string[] = [];
  const words = query.replaceAll(PIECES, (piece) => {
    if (piece.startsWith('"')) return piece;
    conditions.push(piece.trim());
    return '';
  });
  return { conditions, words: conditions.length > 0 ? words.trimStart() : words };
}

export function joinQuery({ conditions, words }: SplitQuery): string {
  return [...conditions, words].filter((part) => part !== '').join(' ');
}

/** What stands before a condition that is still being typed at the end of a text; null where none is. */
export function beforeUnfinished(text: string): string | null {
  const found = LAST_PIECE.exec(text)?.[1];
  return found === undefined ? null : text.slice(0, text.length - found.length);
}

/** The query with the condition, or without it where it has it. */
export function toggleCondition(query: string, condition: string): string {
  const { conditions, words } = splitQuery(query);
  const others = conditions.filter((one) => one.toLowerCase() !== condition.toLowerCase());
  return joinQuery({ conditions: others.length < conditions.length ? others : [...conditions, condition], words });
}
