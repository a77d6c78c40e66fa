import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectControl } from '../../src/engine/control-socket';
import { speak, spokenTongue } from '../../src/shared/words/words';
import { minimalPdf } from '../helpers/minimal-pdf';
import { Mill } from '../helpers/mill';

/** With its end: nobody waits for more of it. */
const damagedPdf = (mark: string): Uint8Array => Buffer.from(`%PDF-1.7\n${mark.repeat(300)}\n%%EOF\n`);

let mill: Mill;
const choose = (language: string): void => {
  mkdirSync(mill.data);
  writeFileSync(join(mill.data, 'settings.yaml'), `general:\n  language: ${language}\n`);
};

beforeEach(() => {
  mill = new Mill();
});
afterEach(async () => {
  await mill.end();
  speak({ language: 'en', locale: 'en' }, {});
});

describe('an engine whose settings choose German', () => {
  it('tells what is wrong with files in German, and so do its workers', async () => {
    choose('de');
    mill.systemLocales = ['en-GB'];
    await mill.start();
    await mill.watchInbox();
    mill.drop('broken.json', '{"a": 1,}');
    mill.drop('broken.pdf', damagedPdf('x'));
    mill.drop('fine.pdf', minimalPdf('A fine page'));
    const json = await mill.settled('broken.json', 'attention');
    expect(json.stateLabel).toBe('Ungültig, Zeile 1');
    expect(json.error?.message).toMatch(/^Das JSON ist nicht gültig bei Zeile 1, Spalte 8\. /);
    const pdf = await mill.settled('broken.pdf', 'attention');
    expect(pdf.stateLabel).toBe('Beschädigt');
    expect(pdf.error?.message).toBe('Das PDF ist beschädigt: Keine Seite davon kann gelesen werden.');
    expect((await mill.settled('fine.pdf')).stateLabel).toBe('Erledigt');
    expect(mill.engine.snapshot().health.map(({ sentence }) => sentence)).toContain('Jeder Ordner wird im Blick behalten.');
  });

  it('speaks another language from the change on, its workers too, and leaves what it said before', async () => {
    choose('de');
    mill.systemLocales = ['de-AT'];
    await mill.start();
    await mill.watchInbox();
    mill.drop('before.pdf', damagedPdf('x'));
    const before = await mill.settled('before.pdf', 'attention');
    await mill.engine.updateSettings({ language: 'en' });
    mill.drop('after.pdf', damagedPdf('y'));
    const after = await mill.settled('after.pdf', 'attention');
    expect(after.error?.message).toBe('The PDF is damaged: no page of it can be read.');
    expect(after.stateLabel).toBe('Damaged');
    expect(mill.row('before.pdf')?.error?.message).toBe(before.error?.message);
    expect(before.error?.message).toBe('Das PDF ist beschädigt: Keine Seite davon kann gelesen werden.');
  });

  it('answers the command line in English, and goes on in German with what it is told to do', async () => {
    choose('de');
    mill.systemLocales = ['de-DE'];
    await mill.start();
    await mill.watchInbox();
    mill.drop('broken.pdf', damagedPdf('x'));
    const failed = await mill.settled('broken.pdf', 'attention');
    const commandLine = await connectControl(mill.data);
    if (!commandLine) throw new Error('No engine listens.');
    try {
      const { rows } = await commandLine.call('files.page', { filter: {}, sort: 'newest', offset: 0, limit: 10 });
      expect(rows.map(({ stateLabel }) => stateLabel)).toEqual(['Damaged']);
      await expect(commandLine.call('files.page', { filter: { query: 'conf:much' }, sort: 'newest', offset: 0, limit: 10 })).rejects.toMatchObject({
        message: 'conf: takes a number, such as conf:>40, conf:<=40 or conf:20..40.',
        hint: 'Correct the query, or put the words in quotation marks to find them as they are.',
      });
      expect((await commandLine.call('engine.snapshot', {})).health.map(({ sentence }) => sentence)).toContain('Every folder is looked at.');
      expect(mill.row('broken.pdf')?.stateLabel).toBe('Beschädigt');
      await commandLine.call('files.retry', { ids: [failed.id] });
    } finally {
      commandLine.close();
    }
    const again = await mill.settled('broken.pdf', 'attention');
    expect([again.error?.message, again.stateLabel]).toEqual([failed.error?.message, 'Beschädigt']);
  });

  it('speaks English all the same under the command line, which gives it no locales', async () => {
    choose('de');
    await mill.start();
    await mill.watchInbox();
    mill.drop('broken.pdf', damagedPdf('x'));
    expect((await mill.settled('broken.pdf', 'attention')).error?.message).toBe('The PDF is damaged: no page of it can be read.');
    expect(spokenTongue().language).toBe('en');
  });
});

it('an engine that is left to the system speaks its language, counts as it does, and says English for others', async () => {
  mill.systemLocales = ['de-CH', 'en-US'];
  await mill.start();
  expect(spokenTongue()).toEqual({ language: 'de', locale: 'de-CH' });
  await mill.engine.updateSettings({ language: 'en' });
  expect(spokenTongue()).toEqual({ language: 'en', locale: 'en-US' });
});
