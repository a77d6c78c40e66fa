import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { TransformRecipe } from '../../../shared/model/transform';
import { UNCHANGED } from './recipe';
import { usePreview } from './use-preview';

interface Asked {
  input: { id: number; recipe: TransformRecipe };
  signal: AbortSignal;
  answer: (name: string) => void;
  fail: (error: Error) => void;
}
const { asked } = vi.hoisted(() => ({ asked: [] as Asked[] }));

vi.mock('../../engine-client/engine-client', () => ({
  callEngine: (_name: string, input: Asked['input'], { signal }: { signal: AbortSignal }) =>
    new Promise((resolve, reject) => {
      const picture = { id: 'x', width: 1, height: 1 };
      asked.push({ input, signal, answer: (log) => resolve({ before: picture, after: picture, log: [log] }), fail: reject });
    }),
}));

afterEach(() => {
  cleanup();
  asked.length = 0;
});

const brightness = (value: number): TransformRecipe => ({ ...UNCHANGED, brightness: value });
function shown(first: TransformRecipe) {
  return renderHook(({ id, recipe }) => usePreview(id, recipe, 1200), { initialProps: { id: 1, recipe: first } });
}
const at = (index: number): Asked => {
  const one = asked[index];
  if (!one) throw new Error(`Nothing was asked ${index + 1} times.`);
  return one;
};
const settle = (act_: () => void): Promise<void> => act(() => Promise.resolve(act_()));

it('asks for one at a time, and then for the newest only', async () => {
  const { result, rerender } = shown(brightness(1.1));
  for (const value of [1.2, 1.3, 1.4]) rerender({ id: 1, recipe: brightness(value) });
  expect(asked).toHaveLength(1);
  await settle(() => at(0).answer('first'));
  await waitFor(() => expect(asked).toHaveLength(2));
  expect(at(1).input.recipe.brightness).toBe(1.4);
  expect(result.current).toMatchObject({ isStale: true, made: { log: ['first'] } });
  await settle(() => at(1).answer('newest'));
  await waitFor(() => expect(result.current).toMatchObject({ isStale: false, made: { log: ['newest'] } }));
  expect(asked).toHaveLength(2);
});

it('asks nothing for what can’t be seen', async () => {
  const { result, rerender } = shown(UNCHANGED);
  await settle(() => at(0).answer('plain'));
  rerender({ id: 1, recipe: { ...UNCHANGED, quality: 20, metadata: 'strip' } });
  expect(asked).toHaveLength(1);
  expect(result.current.isStale).toBe(false);
});

it('drops the answer about another picture', async () => {
  const { result, rerender } = shown(UNCHANGED);
  rerender({ id: 2, recipe: UNCHANGED });
  expect(at(0).signal.aborted).toBe(true);
  expect(asked).toHaveLength(2);
  await settle(() => at(0).answer('of the first'));
  expect(result.current.made).toBeNull();
  await settle(() => at(1).answer('of the second'));
  await waitFor(() => expect(result.current.made).toMatchObject({ log: ['of the second'] }));
});

it('tells what failed, and tries anew with the next change', async () => {
  const { result, rerender } = shown(UNCHANGED);
  await settle(() => at(0).fail(new FilemillError('file.damaged', 'The file is damaged.')));
  await waitFor(() => expect(result.current.error).toMatchObject({ message: 'The file is damaged.' }));
  rerender({ id: 1, recipe: brightness(2) });
  await settle(() => at(1).answer('well'));
  await waitFor(() => expect(result.current).toMatchObject({ error: null, made: { log: ['well'] } }));
});
