import { afterEach, describe, expect, it } from 'vitest';
import { inParts, locale, speak, spokenTongue, t, words } from './words';

const inGerman = (catalogue: Readonly<Record<string, string>>): void => speak({ language: 'de', locale: 'de-AT' }, catalogue);

afterEach(() => speak({ language: 'en', locale: 'en' }, {}));

describe('t', () => {
  it('says the English text itself, where nothing else is spoken', () => {
    expect(t('Add folder')).toBe('Add folder');
    expect(t('{count, plural, one {# file} other {# files}} in {folder}', { count: 1, folder: 'Scans' })).toBe('1 file in Scans');
    expect(t('{count, plural, one {# file} other {# files}} in {folder}', { count: 12_480, folder: 'Scans' })).toBe('12,480 files in Scans');
  });

  it('says the translation, its figures as that language writes them', () => {
    inGerman({
      'Add folder': 'Ordner hinzufügen',
      '{count, plural, one {# file} other {# files}} in {folder}': '{count, plural, one {# Datei} other {# Dateien}} in {folder}',
      '{done, number} done': '{done, number} erledigt',
    });
    expect(t('Add folder')).toBe('Ordner hinzufügen');
    expect(t('{count, plural, one {# file} other {# files}} in {folder}', { count: 1, folder: 'Scans' })).toBe('1 Datei in Scans');
    expect(t('{done, number} done', { done: 12_480 })).toBe(`${new Intl.NumberFormat('de-AT').format(12_480)} erledigt`);
    expect(locale()).toBe('de-AT');
    expect(spokenTongue()).toEqual({ language: 'de', locale: 'de-AT' });
  });

  it('keeps to the plurals of the language also where the system counts as another does', () => {
    speak({ language: 'en', locale: 'fr-FR' }, {});
    expect(t('{count, plural, one {# file} other {# files}}', { count: 0 })).toBe('0 files');
    expect(locale()).toBe('fr-FR');
  });

  it('says in English what is not translated', () => {
    inGerman({ 'Add folder': 'Ordner hinzufügen' });
    expect(t('Remove folder')).toBe('Remove folder');
    expect(t('{count, plural, one {# file} other {# files}}', { count: 2 })).toBe('2 files');
  });

  it('tells two uses of one English text apart, and never shows by what', () => {
    inGerman({ 'Open@@state': 'Offen', 'Open@@a file': 'Öffnen' });
    expect(t('Open@@state')).toBe('Offen');
    expect(t('Open@@a file')).toBe('Öffnen');
    expect(t('Open@@door {name}', { name: 'x' })).toBe('Open');
    speak({ language: 'pseudo', locale: 'en' }, {});
    expect(t('Open@@state')).toBe('Óþéñ~~');
  });

  it('takes a text without values as it stands, and a value as text', () => {
    expect(t('Add, such as ^\\d{2}$')).toBe('Add, such as ^\\d{2}$');
    expect(t('No folder is called {name}', { name: '<b>{count}</b>' })).toBe('No folder is called <b>{count}</b>');
  });

  it('says a marked text later, in the language of that moment', () => {
    const marked = words('Waiting');
    expect(marked).toBe('Waiting');
    inGerman({ Waiting: 'Wartet' });
    expect(t(marked)).toBe('Wartet');
    speak({ language: 'en', locale: 'en' }, {});
    expect(t(marked)).toBe('Waiting');
  });

  it('forgets how a message was written in the language before', () => {
    const message = '{count, plural, one {# file} other {# files}}';
    expect(t(message, { count: 1_000 })).toBe('1,000 files');
    inGerman({ [message]: message });
    expect(t(message, { count: 1_000 })).toBe(`${new Intl.NumberFormat('de-AT').format(1_000)} files`);
  });
});

describe('inParts', () => {
  it('gives what is no text in its place, in the order of the language', () => {
    const link = { to: 'history' };
    expect(inParts('{count, plural, one {# file} other {# files}} in {link}.', { count: 2, link })).toEqual(['2 files in ', link, '.']);
    inGerman({ 'Kept in {link} for {days} days': '{days} Tage in {link}' });
    expect(inParts('Kept in {link} for {days} days', { link, days: 3 })).toEqual(['3 Tage in ', link]);
    expect(inParts('Nothing', {})).toEqual(['Nothing']);
  });
});
