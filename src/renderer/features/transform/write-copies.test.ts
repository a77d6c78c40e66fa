import { expect, it, vi } from 'vitest';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { UNCHANGED } from './recipe';
import { writeCopies } from './write-copies';

const pictures = [1, 2, 3].map((id) => ({ id, name: `${id}.jpg` }));
const way = { recipe: UNCHANGED };
const copyOf = (id: number) => ({ path: `/out/${id}.jpg`, width: 1, height: 1, bytes: 10 * id, log: [], effectId: id });

it('writes one after the other and tells how far it is', async () => {
  const onProgress = vi.fn();
  const copies = await writeCopies(pictures, way, { signal: new AbortController().signal, transform: ({ id }) => Promise.resolve(copyOf(id)), onProgress });
  expect(copies.written.map(({ effectId }) => effectId)).toEqual([1, 2, 3]);
  expect(onProgress.mock.calls.map(([{ done, total, name }]) => [done, total, name])).toEqual([[0, 3, '1.jpg'], [1, 3, '2.jpg'], [2, 3, '3.jpg']]);
});

it('goes on after one that fails, and tells which were left alone', async () => {
  const copies = await writeCopies(pictures, way, {
    signal: new AbortController().signal,
    transform: ({ id }) =>
      id === 1 ? Promise.reject(new FilemillError('file.damaged', 'The file is damaged.')) : Promise.resolve({ ...copyOf(id), ...(id === 2 ? { path: null, effectId: null } : {}) }),
    onProgress: () => undefined,
  });
  expect(copies.failed).toMatchObject([{ picture: { id: 1 }, error: { message: 'The file is damaged.' } }]);
  expect(copies.skipped).toEqual([pictures[1]]);
  expect(copies.written).toHaveLength(1);
});

it('stops where it is told to, and names what is left', async () => {
  const abort = new AbortController();
  const copies = await writeCopies(pictures, way, {
    signal: abort.signal,
    transform: ({ id }, signal) => {
      if (id !== 2) return Promise.resolve(copyOf(id));
      abort.abort();
      return Promise.reject(new Error(String(signal.aborted)));
    },
    onProgress: () => undefined,
  });
  expect(copies.written).toHaveLength(1);
  expect(copies.failed).toEqual([]);
  expect(copies.left).toEqual(pictures.slice(1));
});

it('does not ask an engine that is gone for all the others', async () => {
  const transform = vi.fn(() => Promise.reject(new FilemillError('peer.gone', 'The engine is not running.')));
  const copies = await writeCopies(pictures, way, { signal: new AbortController().signal, transform, onProgress: () => undefined });
  expect(transform).toHaveBeenCalledTimes(1);
  expect(copies.left).toEqual(pictures.slice(1));
});
