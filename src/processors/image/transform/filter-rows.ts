import { withKernelRoom, type Kernels } from './kernel-room';
import type { Picture } from './picture';
import { reflect } from './reflect';

/** Makes a row of `length` bytes at `target` from the rows around it, from the topmost on. */
type FilterRow = (kernels: Kernels, rows: readonly number[], spare: number, target: number, length: number) => void;

/**
 * Replaces each row by what a kernel makes of the rows around it as they were before. Beyond the rim the picture is
 * reflected.
 *
 * @param reach rows above and below that are looked at; rows have as many pixels more at both ends
 * @param strength below 1 for a picture that stands for a larger one: a part of the change only
 */
export function filterRows({ rgb, width, height }: Picture, reach: number, strength: number, filter: FilterRow): void {
  const length = width * 3;
  const margin = reach * 3;
  withKernelRoom((room) => {
    const rows = Array.from({ length: 2 * reach + 1 }, () => room.place(length + 2 * margin));
    const spare = room.place(2 * (length + 2 * margin));
    const target = room.place(length);
    const bytes = room.open();
    const rowOf = (y: number): Uint8Array => rgb.subarray(y * length, (y + 1) * length);
    // When the last rows are reached, those that stand in beyond the rim have been replaced already.
    const beyond: Uint8Array[] = Array.from({ length: reach }, (_, index) => rowOf(reflect(height + index, height)).slice());
    const takeUp = (y: number): void => {
      const oldest = rows.shift() as number;
      const row = bytes.subarray(oldest, oldest + length + 2 * margin);
      pad(row, y < height ? rowOf(reflect(y, height)) : (beyond[y - height] as Uint8Array), reach, width);
      rows.push(oldest);
    };
    for (let y = -reach; y < reach; y++) takeUp(y);
    for (let y = 0; y < height; y++) {
      takeUp(y + reach);
      filter(room.kernels, rows, spare, target, length);
      const made = bytes.subarray(target, target + length);
      if (strength < 1) weaken(rowOf(y), made, strength);
      else rowOf(y).set(made);
    }
  });
}

function pad(target: Uint8Array, row: Uint8Array, reach: number, width: number): void {
  target.set(row, reach * 3);
  for (let x = 1; x <= reach; x++) {
    const [before, after] = [reflect(-x, width) * 3, reflect(width - 1 + x, width) * 3];
    target.set(row.subarray(before, before + 3), (reach - x) * 3);
    target.set(row.subarray(after, after + 3), (reach + width - 1 + x) * 3);
  }
}

function weaken(row: Uint8Array, made: Uint8Array, strength: number): void {
  for (let at = 0; at < row.length; at++) {
    const before = row[at] as number;
    row[at] = Math.round(before + ((made[at] as number) - before) * strength);
  }
}
