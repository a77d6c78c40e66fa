import { afterEach, describe, expect, it } from 'vitest';
import { pseudo } from './pseudo';
import { speak, t } from './words';

afterEach(() => speak({ language: 'en', locale: 'en' }, {}));

describe('pseudo', () => {
  it('is a third longer, readable, and without a plain Latin letter', () => {
    expect(pseudo('Add folder')).toBe('Áðð ƒóļðéŕ~~~~');
    const every = pseudo('The quick brown fox jumps over the lazy dog. THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG.');
    expect(every).not.toMatch(/[A-Za-z]/);
  });

  it('leaves values, plurals and choices what they are', () => {
    speak({ language: 'pseudo', locale: 'en' }, {});
    expect(t('{count, plural, one {# file} other {# files}} in {folder}', { count: 3, folder: 'Scans' })).toMatch(/^3 ƒíļéš íñ Scans[~ ]+$/);
    expect(t('{mode, select, live {live} other {paused}} now', { mode: 'live' })).toMatch(/^ļíṽé ñóŵ[~ ]+$/);
    expect(t('Ready')).toBe('Ŕéáðý~~');
  });

  it('breaks into lines', () => {
    expect(pseudo('x'.repeat(60))).toBe(`${'ẋ'.repeat(60)}~~~~~~~~ ~~~~~~~~ ~~`);
  });
});
