import { ocrWishSchema, type OcrWish } from '../../shared/model/folder';
import type { Database, Writer } from './database';

/** How single files are to be read, where a person has chosen that; held in memory, for it is asked of every job. */
export class OcrWishes {
  private readonly wishes = new Map<number, OcrWish>();

  constructor(database: Database) {
    const rows = database.all<{ id: number; wish: string }>('SELECT id, ocr_wish AS wish FROM jobs WHERE ocr_wish IS NOT NULL AND is_current = 1');
    for (const { id, wish } of rows) this.wishes.set(id, ocrWishSchema.parse(JSON.parse(wish)));
  }

  of(jobId: number): OcrWish | null {
    return this.wishes.get(jobId) ?? null;
  }

  put(writer: Writer, jobIds: readonly number[], wish: OcrWish): void {
    writer.run('UPDATE jobs SET ocr_wish = ? WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(wish), JSON.stringify(jobIds));
    for (const jobId of jobIds) this.wishes.set(jobId, wish);
  }
}
