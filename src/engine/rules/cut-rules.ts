import { listIn } from './compose-in-parts';
import type { YamlSyntax } from './parse-yaml';

/** The text of a file, cut up: all pieces one after another are the text again. */
export interface RulesCut {
  /** What comes before the first rule. */
  readonly head: string;
  /** Each rule, with what is said above it; the first perhaps without, the last with all that comes below. */
  readonly pieces: readonly string[];
  /** What stands before the dash of each. */
  readonly indent: string;
}

/**
 * Cuts between rules, where each of them means the same beside whichever others it stands. Null for a text where that can't be
 * told, or that has another form than the one in which rules are written.
 */
export function cutRules(text: string, { tokens, isLocal }: YamlSyntax): RulesCut | null {
  const list = isLocal && !text.includes('\r') ? listIn(tokens) : null;
  // As the writer has it.
  if (list?.indent !== (tokens.some((token) => token.type === 'document' && token.value === list) ? 0 : 2)) return null;
  const indent = ' '.repeat(list.indent);
  const starts: number[] = [];
  for (const { start, value } of list.items) {
    const dash = start.find(({ type }) => type === 'seq-item-ind');
    // What is said below the last rule.
    if (!dash && !value) continue;
    if (!dash) return null;
    const at = Math.min(beginning(text, start[0]?.offset ?? 0), text.lastIndexOf('\n', dash.offset) + 1);
    if (starts.length > 0 && !isPlain(text.slice(at, dash.offset), indent)) return null;
    starts.push(at);
  }
  const [first] = starts;
  if (first === undefined) return null;
  return { head: text.slice(0, first), pieces: starts.map((at, index) => text.slice(at, starts[index + 1])), indent };
}

/** The end of a line belongs to it. */
const beginning = (text: string, offset: number): number => (offset > 0 && text[offset] === '\n' && text[offset - 1] !== '\n' ? offset + 1 : offset);

/** Blank lines and comments that stand straight above a dash: no text before them can take them for its own. */
function isPlain(between: string, indent: string): boolean {
  const lines = between.split('\n');
  return lines.pop() === indent && lines.every((line) => line === '' || line.startsWith(`${indent}#`));
}
