import { expect, it } from 'vitest';
import { FACTS } from '../../../../shared/model/fact';
import { putToken, TOKEN_GROUPS } from './tokens';

it('puts a token in place of what is selected, with the caret behind it', () => {
  expect(putToken('/archive/x/y', '{ext}', 9, 10)).toEqual({ text: '/archive/{ext}/y', caret: 14 });
  expect(putToken('', '{name}', 0, 0)).toEqual({ text: '{name}', caret: 6 });
});

it('offers each token once, and every fact', () => {
  const tokens = TOKEN_GROUPS.flatMap((group) => group.tokens.map(({ text }) => text));
  expect(new Set(tokens).size).toBe(tokens.length);
  for (const fact of Object.keys(FACTS)) expect(tokens).toContain(`{${fact}}`);
});
