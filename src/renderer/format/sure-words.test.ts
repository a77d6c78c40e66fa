import { expect, it } from 'vitest';
import { sureWords } from './sure-words';

it('says how sure a reading is', () => {
  expect([94.4, 99.7, 100, 0].map(sureWords)).toEqual(['94 % sure', '99 % sure', '100 % sure', '0 % sure']);
});
