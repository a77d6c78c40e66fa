import { describe, expect, it } from 'vitest';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { takeBackInPieces, type Stayed } from './take-back-in-pieces';

const ids = (count: number): number[] => Array.from({ length: count }, (_, n) => count - n);
const stayed = (id: number): Stayed => ({ id, path: `/${id}`, error: new FilemillError('effect.changed', 'It was changed.').toData() });

describe('takeBackInPieces', () => {
  it('goes through all in their order, and tells how far it is', async () => {
    const asked: number[][] = [];
    const steps: number[] = [];
    const result = await takeBackInPieces(ids(5), { undo: (part) => Promise.resolve({ undone: asked.push(part) && part.length, failed: [] }), onStep: (step) => steps.push(step), isStopped: () => false }, 2);
    expect(asked).toEqual([[5, 4], [3, 2], [1]]);
    expect(steps).toEqual([2, 4, 5]);
    expect(result).toEqual({ undone: 5, failed: [], left: 0 });
  });

  it('stops after the piece under way, and tells what is left', async () => {
    let isStopped = false;
    const undo = (part: number[]): Promise<{ undone: number; failed: Stayed[] }> => {
      isStopped = true;
      return Promise.resolve({ undone: part.length, failed: [] });
    };
    expect(await takeBackInPieces(ids(5), { undo, onStep: () => undefined, isStopped: () => isStopped }, 2)).toEqual({ undone: 2, failed: [], left: 3 });
  });

  it('tries once more what a later one may have freed', async () => {
    const freed = new Set<number>();
    const undo = (part: number[]): Promise<{ undone: number; failed: Stayed[] }> => {
      const failed = part.filter((id) => id === 5 && !freed.has(1)).map(stayed);
      for (const id of part) freed.add(id);
      return Promise.resolve({ undone: part.length - failed.length, failed });
    };
    expect(await takeBackInPieces(ids(5), { undo, onStep: () => undefined, isStopped: () => false }, 2)).toEqual({ undone: 5, failed: [], left: 0 });
  });

  it('what stays in spite of that is told once', async () => {
    const undo = (part: number[]): Promise<{ undone: number; failed: Stayed[] }> => Promise.resolve({ undone: part.filter((id) => id !== 4).length, failed: part.filter((id) => id === 4).map(stayed) });
    const { undone, failed } = await takeBackInPieces(ids(5), { undo, onStep: () => undefined, isStopped: () => false }, 2);
    expect({ undone, failed: failed.map(({ id }) => id) }).toEqual({ undone: 4, failed: [4] });
  });
});
