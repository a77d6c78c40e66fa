import { kernelRoom } from './kernels/load-kernels';

const MOST = 3;
let room: { readonly system: Float64Array; readonly answer: Float64Array } | undefined;

/**
 * Solves a symmetric system of at most three equations, of which the upper half is given, each line followed by its right
 * side; null where it has no one answer.
 */
export function solve(system: readonly number[], count: number): Float64Array | null {
  const kernels = kernelRoom();
  room ??= { system: kernels.doubles(MOST * (MOST + 1)), answer: kernels.doubles(MOST) };
  room.system.set(system);
  return kernels.calls.solve(room.system.byteOffset, count, room.answer.byteOffset) === 0 ? null : room.answer.slice(0, count);
}
