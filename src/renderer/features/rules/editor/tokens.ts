import { FACT_GROUPS, factTitle } from '../condition/fact-groups';

export interface Token {
  /** With its braces, as it is put in. */
  readonly text: string;
  readonly what: string;
}

/** What a template can be filled with, by what it is about; facts last. */
export const TOKEN_GROUPS: readonly { title: string; tokens: readonly Token[] }[] = [
  {
    title: 'Name',
    tokens: [
      { text: '{name}', what: 'Name with its extension' },
      { text: '{stem}', what: 'Name without its extension' },
      { text: '{ext}', what: 'Extension with its dot' },
      { text: '{counter:000}', what: 'Counter, up to a free name' },
    ],
  },
  {
    title: 'Time',
    tokens: [
      { text: '{date:YYYY-MM-DD}', what: 'Day of its arrival' },
      { text: '{now:YYYYMMDD}', what: 'Today' },
      { text: '{now:hhmmss}', what: 'The time now' },
      { text: '{modified:YYYY-MM-DD}', what: 'Day of its last change' },
      { text: '{taken:YYYY-MM}', what: 'Month it was taken in' },
    ],
  },
  {
    title: 'From an expression',
    tokens: [
      { text: '{match.1}', what: 'First group of what matched' },
      { text: '{match.number}', what: 'A group by its name' },
    ],
  },
  {
    title: 'Put to rights',
    tokens: [
      { text: '{title|or untitled}', what: 'A substitute for what is not known' },
      { text: '{stem|slug}', what: 'Small letters and hyphens only' },
      { text: '{title|max 40}', what: 'Cut to a length' },
    ],
  },
  ...FACT_GROUPS.map(({ title, facts }) => ({
    title: `Facts: ${title}`,
    tokens: facts.filter((fact) => !['name', 'stem'].includes(fact)).map((fact) => ({ text: `{${fact}}`, what: factTitle(fact) })),
  })),
];

/** The text with a token put in place of what is selected, and where the caret then stands. */
export function putToken(text: string, token: string, from: number, to: number): { text: string; caret: number } {
  return { text: text.slice(0, from) + token + text.slice(to), caret: from + token.length };
}
