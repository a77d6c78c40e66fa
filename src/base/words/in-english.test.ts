import { afterEach, expect, it } from 'vitest';
import { locale, speak, spokenTongue, t } from '../../shared/words/words';
import { inEnglish } from './in-english';

afterEach(() => speak({ language: 'en', locale: 'en' }, {}));

const say = (): string => `${t('Done')}, ${t('{count, number} more', { count: 1234.5 })}, ${locale()}`;
const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

it('says in English what is said for one who asks, and nothing that goes on beside it or after it', async () => {
  speak({ language: 'de', locale: 'de-DE' }, { Done: 'Erledigt', '{count, number} more': '{count, number} weitere' });
  const german = 'Erledigt, 1.234,5 weitere, de-DE';
  const english = 'Done, 1,234.5 more, en';
  let tellLater: (said: string) => void = () => undefined;
  const later = new Promise<string>((done) => (tellLater = done));
  let release = (): void => undefined;
  const held = new Promise<void>((done) => (release = done));
  const asked = inEnglish(async () => {
    const first = say();
    void held.then(turn).then(() => tellLater(say()));
    await turn();
    return [first, say(), spokenTongue().language];
  });
  expect(say()).toBe(german);
  const beside = inEnglish(() => held.then(say));
  expect(await asked).toEqual([english, english, 'de']);
  expect(say()).toBe(german);
  release();
  expect([await beside, await later, say()]).toEqual([english, german, german]);
});

it('is over with an error, too', async () => {
  speak({ language: 'de', locale: 'de' }, { Done: 'Erledigt' });
  await expect(inEnglish(() => Promise.reject(new Error(t('Done'))))).rejects.toThrow('Done');
  expect(t('Done')).toBe('Erledigt');
});
