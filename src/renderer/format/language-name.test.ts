import { expect, it } from 'vitest';
import { languageName } from './language-name';

it('names languages in words where there are some', () => {
  expect(['eng', 'deu', 'chi_sim', 'srp_latn', 'script/Latin', 'qqz', 'MyFont', ''].map(languageName)).toEqual([
    'English',
    'German',
    'Chinese (sim)',
    'Serbian (latn)',
    'script/Latin',
    'qqz',
    'MyFont',
    '',
  ]);
});
