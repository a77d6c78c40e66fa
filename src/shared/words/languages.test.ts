import { describe, expect, it } from 'vitest';
import { tongueFor } from './languages';

describe('tongueFor', () => {
  it('reads what POSIX calls locales, and passes over what is none', () => {
    expect(tongueFor('system', ['C', 'POSIX', 'de_CH.UTF-8@euro'])).toEqual({ language: 'de', locale: 'de-CH' });
    expect(tongueFor('system', ['C'])).toEqual({ language: 'en', locale: 'en' });
    expect(tongueFor('de', ['C', '', 'not a locale'])).toEqual({ language: 'de', locale: 'de' });
  });

  it('speaks as the system, in the first of its languages that there is, with its region', () => {
    expect(tongueFor('system', ['de-CH', 'en-US'])).toEqual({ language: 'de', locale: 'de-CH' });
    expect(tongueFor('system', ['fr-FR', 'de-AT', 'en-GB'])).toEqual({ language: 'de', locale: 'de-AT' });
    expect(tongueFor('system', ['en-GB'])).toEqual({ language: 'en', locale: 'en-GB' });
    expect(tongueFor('system', ['DE_de'])).toMatchObject({ language: 'de' });
  });

  it('speaks English where the system speaks none of ours, and counts as the system does', () => {
    expect(tongueFor('system', ['fr-FR', 'it'])).toEqual({ language: 'en', locale: 'fr-FR' });
    expect(tongueFor('system', [])).toEqual({ language: 'en', locale: 'en' });
    // A language whose name only begins as one of ours.
    expect(tongueFor('system', ['deu-x'])).toMatchObject({ language: 'en' });
  });

  it('speaks what was chosen, with the region of the system where it speaks that too', () => {
    expect(tongueFor('de', ['en-US', 'de-AT'])).toEqual({ language: 'de', locale: 'de-AT' });
    expect(tongueFor('de', ['en-US'])).toEqual({ language: 'de', locale: 'de' });
    expect(tongueFor('en', ['de-DE'])).toEqual({ language: 'en', locale: 'en' });
    expect(tongueFor('pseudo', ['de-DE'])).toEqual({ language: 'pseudo', locale: 'en' });
  });
});
