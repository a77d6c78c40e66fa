import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { ocrPageFactsSchema, pageLayoutSchema } from '../../shared/model/page-layout';
import type { Database, Writer } from './database';

export const recognisedPageSchema = z.object({
  engine: z.string(),
  text: z.string(),
  layout: pageLayoutSchema,
  facts: ocrPageFactsSchema,
});
export type RecognisedPage = z.infer<typeof recognisedPageSchema>;

/** What OCR found on single pages, by the content they belong to and by how they were read. */
export class RecognisedPages {
  constructor(private readonly database: Database) {}

  get(sha256: string, options: string, page: number): RecognisedPage | undefined {
    const row = this.database.get<{ data: Uint8Array }>(
      'SELECT data FROM recognised_pages WHERE sha256 = ? AND options = ? AND page = ?',
      sha256,
      options,
      page,
    );
    return row && recognisedPageSchema.parse(JSON.parse(inflateRawSync(row.data).toString('utf8')));
  }

  put(writer: Writer, sha256: string, options: string, page: RecognisedPage): void {
    writer.run(
      'INSERT OR REPLACE INTO recognised_pages VALUES (?, ?, ?, ?)',
      sha256,
      options,
      page.facts.page,
      deflateRawSync(JSON.stringify(page)),
    );
  }

  /** Of contents that no report is about any more and no job is working on. */
  removeUnused(writer: Writer): void {
    writer.run(
      `DELETE FROM recognised_pages WHERE NOT EXISTS (SELECT 1 FROM reports r WHERE r.sha256 = recognised_pages.sha256)
         AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.sha256 = recognised_pages.sha256 AND j.is_current = 1)`,
    );
  }
}
