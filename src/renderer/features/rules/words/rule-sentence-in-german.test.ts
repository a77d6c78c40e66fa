import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ruleSchema } from '../../../../shared/model/rule';
import { catalogue } from '../../../words/catalogue-de';

// What stands in modules is said as they load: they load anew before, and after, for the others.
beforeAll(async () => {
  vi.resetModules();
  const { speak } = await import('../../../../shared/words/words');
  speak({ language: 'de', locale: 'de-DE' }, catalogue);
});
afterAll(() => vi.resetModules());

it('has the words in the order of the language', async () => {
  const { ruleSentence } = await import('./rule-sentence');
  const rule = ruleSchema.parse({
    name: 'A',
    folders: ['Scans', 'Mail'],
    if: { all: [{ fact: 'kind', operator: 'is one of', value: ['document', 'image'] }, { fact: 'modified', operator: 'longer ago than', value: '7 days' }] },
    // oxlint-disable-next-line unicorn/no-thenable
    then: [{ do: 'move', to: '/archive/{date:YYYY}' }, { do: 'upload', destination: 'store', original: 'vault' }],
  });
  expect(ruleSentence(rule)).toBe(
    'Wenn in Scans oder Mail eine Datei erstellt wird oder ihren Inhalt ändert und dabei gilt: die Art ist Dokument oder Bild und der Zeitpunkt ihrer letzten Änderung liegt mehr als 7 Tage zurück – ' +
      'dann: sie nach „/archive/{date:YYYY}“ verschieben und sie zu „store“ hochladen, dann in den Tresor legen.',
  );
});

it('knows what a sentence asks, in this language and in English', async () => {
  const { typeAsked } = await import('../matches/type-asked');
  expect(typeAsked('die Größe ist über 10 MB')).toBe('size');
  expect(typeAsked('the size is above 10 MB')).toBe('size');
});
