import { Composer, CST, Lexer, LineCounter, Parser, type Document } from 'yaml';
import { composeInParts } from './compose-in-parts';
import type { Place } from './rule-places';
import type { Steps } from './steps';
import { t } from '../../shared/words/words';

/** Two million characters are thousands of rules. */
export const MOST_CHARACTERS = 2_000_000;
/** Deeper than any rule can be. Without a limit the composer's recursion overflows the stack, and can end the process. */
const MOST_NESTED = 48;
/** An alias is looked up by a walk through all of the document. */
const MOST_ALIASES = 500;
const LEXEMES_IN_A_STEP = 250;

export interface ParsedYaml {
  document: Document.Parsed;
  syntax: YamlSyntax;
  placeAt(offset: number): Place;
}

/** A text as its parser has cut it up. */
export interface YamlSyntax {
  readonly tokens: readonly CST.Token[];
  /** Each part means the same wherever it stands: no anchors, aliases and tags, no text that keeps the blank lines below it. */
  readonly isLocal: boolean;
}

/** What keeps a text from being read at all. */
export class YamlRefused extends Error {
  constructor(
    message: string,
    readonly hint: string,
    readonly place: Place | null,
  ) {
    super(message);
  }
}

/**
 * `parseDocument` within bounds: whatever the text, its time is in proportion to its length. Repeated keys are not looked for,
 * as that takes the square of their number.
 *
 * @throws YamlRefused
 */
export function* parseYaml(text: string): Steps<ParsedYaml> {
  if (text.length > MOST_CHARACTERS) throw new YamlRefused(t('It is larger than 2 MB.'), t('Divide it, and import the parts one after another.'), null);
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => placeIn(lines, offset);
  const syntax = yield* syntaxOf(text, lines);
  const compose = (): Document.Parsed => {
    const composer = new Composer({ lineCounter: lines, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
    let first: Document.Parsed | undefined;
    for (const document of composer.compose(syntax.tokens, true, text.length)) {
      if (first) throw new YamlRefused(t('It holds more than one document.'), t('Take out the line “---”.'), placeAt(document.range[0]));
      first = document;
    }
    if (!first) throw new YamlRefused(t('It holds nothing.'), t('Write at least one rule.'), null);
    return first;
  };
  const document = (yield* composeInParts(syntax, compose)) ?? compose();
  return { document, syntax, placeAt };
}

function placeIn(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

function* syntaxOf(text: string, lines: LineCounter): Steps<YamlSyntax> {
  const parser = new Parser(lines.addNewLine);
  // As `Parser.parse` does it.
  lines.addNewLine(0);
  const tokens: CST.Token[] = [];
  let [aliases, isLocal, before, lexemes] = [0, true, '', 0];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > MOST_NESTED) throw new YamlRefused(t('It is nested too deeply.'), t('Take out some of the levels.'), placeIn(lines, parser.offset));
    // What is a text is announced by a mark before it.
    if (before !== CST.SCALAR) {
      if (lexeme.startsWith('*') && (aliases += 1) > MOST_ALIASES) throw new YamlRefused(t('It holds too many aliases.'), t('Write the values themselves in place of “*…”.'), placeIn(lines, parser.offset));
      if (/^(?:[&*!%]|[|>].*\+)/.test(lexeme)) isLocal = false;
    }
    before = lexeme;
    if ((lexemes += 1) % LEXEMES_IN_A_STEP === 0) yield;
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, isLocal };
}
