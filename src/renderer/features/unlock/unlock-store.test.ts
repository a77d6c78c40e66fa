import { beforeEach, expect, it, vi } from 'vitest';
import type { FileRow } from '../../../shared/model/file';
import { useToasts } from '../../state/toast-store';
import { useUnlock } from './unlock-store';

/** An engine with locked files, each of which opens with one word. */
const engine = vi.hoisted(() => ({
  locks: new Map<number, string>(),
  known: [] as { id: string; text: string }[],
  opens: (id: number): boolean => engine.known.some(({ text }) => text === engine.locks.get(id)),
}));

vi.mock('../../engine-client/engine-client', () => ({
  callEngine: (name: string, input: { id?: number | string; ids?: number[]; password?: string }): Promise<unknown> => {
    const shut = [...engine.locks.keys()].filter((id) => !engine.opens(id));
    switch (name) {
      case 'files.page':
        return Promise.resolve({ total: shut.length, rows: shut.slice(0, 100).map((id) => ({ id })) });
      case 'files.unlock':
        engine.known.push({ id: `key ${engine.known.length}`, text: input.password ?? '' });
        return Promise.resolve({ count: input.ids?.length ?? shut.length, isRemembered: false });
      case 'files.detail': {
        const row: Pick<FileRow, 'state' | 'isHeld' | 'error'> = engine.opens(Number(input.id))
          ? { state: 'done', isHeld: false, error: null }
          : { state: 'attention', isHeld: false, error: { code: 'file.needsPassword', cause: 'needsPassword', message: '', hint: '' } };
        return Promise.resolve({ row });
      }
      case 'passwords.list':
        return Promise.resolve({ passwords: engine.known.map(({ id }) => ({ id })), obstacle: null });
      default:
        engine.known = engine.known.filter(({ id }) => id !== input.id);
        return Promise.resolve({});
    }
  },
}));

beforeEach(() => {
  engine.locks = new Map([
    [1, 'sesame'],
    [2, 'sesame'],
    [3, 'rose'],
  ]);
  engine.known = [];
  useToasts.setState({ toasts: [] });
  useUnlock.getState().ask({ ids: null, name: null });
});

const told = (): string | undefined => useToasts.getState().toasts.at(-1)?.text;

it('says how many files a word opened and asks for that of the others', async () => {
  await useUnlock.getState().attempt('sesame', false);
  expect(useUnlock.getState()).toMatchObject({ locked: { ids: [3] }, step: { at: 'refused', trial: { total: 3, opened: 2, locked: [3] } } });
  await useUnlock.getState().attempt('rose', false);
  expect(useUnlock.getState().locked).toBeNull();
  expect(told()).toBe('The file was opened');
});

it('forgets a word that opened nothing, and only that', async () => {
  await useUnlock.getState().attempt('sesame', false);
  await useUnlock.getState().attempt('slip', true);
  expect(engine.known.map(({ text }) => text)).toEqual(['sesame']);
  expect(useUnlock.getState().step).toMatchObject({ at: 'refused', trial: { total: 1, opened: 0 } });
});

it('tells what came of it when nobody looks any more', async () => {
  const trying = useUnlock.getState().attempt('sesame', false);
  useUnlock.getState().close();
  await trying;
  expect(told()).toBe('Opened 2 of 3 files');
  expect(useUnlock.getState().locked).toBeNull();
});

it('follows no more than it can', async () => {
  engine.locks = new Map(Array.from({ length: 101 }, (_, at) => [at + 1, 'sesame']));
  await useUnlock.getState().attempt('sesame', false);
  expect(told()).toBe('The password is tried on 101 files');
});
