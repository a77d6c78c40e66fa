import { expect, it } from 'vitest';
import { checkAsksForChange } from './recipe-options';

it('asks what is to be changed, where nothing but the place of the copy is told', () => {
  expect(() => checkAsksForChange({})).toThrow('What is to be changed?');
  expect(() => checkAsksForChange({ output: 'small', name: '{stem}{ext}', 'on-conflict': 'skip', enlarge: true })).toThrow('What is to be changed?');
  expect(() => checkAsksForChange({ quality: '80' })).not.toThrow();
  expect(() => checkAsksForChange({ 'auto-enhance': true })).not.toThrow();
});
