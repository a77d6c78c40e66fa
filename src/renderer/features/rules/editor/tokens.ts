import { FACT_GROUPS, factTitle } from '../condition/fact-groups';
import { t } from '../../../../shared/words/words';

export interface Token {
  /** With its braces, as it is put in. */
  readonly text: string;
  readonly what: string;
}

/** What a template can be filled with, by what it is about; facts last. */
export const TOKEN_GROUPS: readonly { title: string; tokens: readonly Token[] }[] = [
  {
    title: t('Name'),
    tokens: [
      { text: '{name}', what: t('Name with its extension') },
      { text: '{stem}', what: t('Name without its extension') },
      { text: '{ext}', what: t('Extension with its dot') },
      { text: '{counter:000}', what: t('Counter, up to a free name') },
    ],
  },
  {
    title: t('Time'),
    tokens: [
      { text: '{date:YYYY-MM-DD}', what: t('Day of its arrival') },
      { text: '{now:YYYYMMDD}', what: t('Today') },
      { text: '{now:hhmmss}', what: t('The time now') },
      { text: '{modified:YYYY-MM-DD}', what: t('Day of its last change') },
      { text: '{taken:YYYY-MM}', what: t('Month it was taken in') },
    ],
  },
  {
    title: t('From an expression'),
    tokens: [
      { text: '{match.1}', what: t('First group of what matched') },
      { text: '{match.number}', what: t('A group by its name') },
    ],
  },
  {
    title: t('Put to rights'),
    tokens: [
      { text: t('{title|or untitled}'), what: t('A substitute for what is not known') },
      { text: '{stem|slug}', what: t('Small letters and hyphens only') },
      { text: '{title|max 40}', what: t('Cut to a length') },
    ],
  },
  ...FACT_GROUPS.map(({ title, facts }) => ({
    title: t('Facts: {title}', { title }),
    tokens: facts.filter((fact) => !['name', 'stem'].includes(fact)).map((fact) => ({ text: `{${fact}}`, what: factTitle(fact) })),
  })),
];

/** The text with a token put in place of what is selected, and where the caret then stands. */
export function putToken(text: string, token: string, from: number, to: number): { text: string; caret: number } {
  return { text: text.slice(0, from) + token + text.slice(to), caret: from + token.length };
}
