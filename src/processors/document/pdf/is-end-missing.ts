import type { OpenFile } from '../../kit/open-file';

const END_MARK = '%%EOF';
const END_MARK_WITHIN_BYTES = 4096;
/** So far zeros after the end, as a crash or a bad copy leaves them, are followed back. */
const MAX_ZEROS = 16e6;

/** Whether the mark is missing with which every PDF ends. */
export async function isEndMissing(file: OpenFile): Promise<boolean> {
  let end = file.size;
  while (end > 0 && file.size - end < MAX_ZEROS) {
    const start = Math.max(0, end - END_MARK_WITHIN_BYTES);
    const tail = await file.readRange(start, end - start);
    if (tail.includes(END_MARK)) return false;
    if (tail.some((byte) => byte !== 0)) break;
    end = start;
  }
  return true;
}
