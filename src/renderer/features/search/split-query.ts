/** Conditions that the search understands (`engine/store/search-operators`), with an example for those who look for one. */
const OPERATORS = {
  type: 'type:pdf',
  folder: 'folder:Name',
  text: 'text:"net 30"',
  conf: 'conf:<70',
  state: 'state:failed',
  since: 'since:7d',
  has: 'has:table',
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
  copies: 'copies:all',
  tag: 'tag:holiday',
} as const;

type Operator = keyof typeof OPERATORS;

export interface Example {
  name: Operator;
  example: string;
}

/** What a menu of conditions offers, in its order. */
const examplesOf = (names: readonly Operator[]): readonly Example[] => names.map((name) => ({ name, example: OPERATORS[name] }));

export const FILE_EXAMPLES = examplesOf(['type', 'folder', 'text', 'state', 'since', 'tag', 'has', 'conf', 'blur', 'dup', 'similar', 'copies']);
export const IMAGE_EXAMPLES = examplesOf(['blur', 'brightness', 'contrast', 'sharpness', 'noise', 'faces', 'width', 'height', 'dup', 'similar', 'folder', 'type', 'since', 'tag']);

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

/** Of a query with conditions: what is to be found in a text, `text:` among it; '' where nothing is. */
export function wordsIn(query: string): string {
  const { conditions, words } = splitQuery(query);
  const inTexts = conditions.flatMap((condition) => /^text:"?(.*?)"?$/i.exec(condition)?.[1] ?? []).map((text) => `"${text}"`);
  return [...inTexts, words.trim()].filter((part) => part !== '').join(' ');
}
