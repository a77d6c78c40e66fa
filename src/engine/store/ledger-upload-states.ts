import { uploadHeadSchema, type UploadedPart, type UploadHead, type UploadStates } from '../upload/upload-states';
import type { Database } from './database';

/** What large uploads need to go on after a crash, in the ledger. */
export class LedgerUploadStates implements UploadStates {
  constructor(private readonly database: Database) {}

  load(id: string): { head: UploadHead; parts: UploadedPart[] } | null {
    const row = this.database.get<{ head: string }>('SELECT head FROM upload_states WHERE id = ?', id);
    const head = uploadHeadSchema.safeParse(JSON.parse(row?.head ?? 'null'));
    if (!head.success) return null;
    return { head: head.data, parts: this.database.all<UploadedPart>('SELECT number, etag FROM upload_parts WHERE id = ? ORDER BY number', id) };
  }

  begin(id: string, head: UploadHead): void {
    this.database.transaction((writer) => {
      writer.run('DELETE FROM upload_parts WHERE id = ?', id);
      writer.run('INSERT OR REPLACE INTO upload_states VALUES (?, ?)', id, JSON.stringify(head));
    });
  }

  addPart(id: string, { number, etag }: UploadedPart): void {
    this.database.transaction((writer) => writer.run('INSERT OR REPLACE INTO upload_parts VALUES (?, ?, ?)', id, number, etag));
  }

  end(id: string): void {
    if (!this.database.get('SELECT 1 FROM upload_states WHERE id = ?', id)) return;
    this.database.transaction((writer) => {
      writer.run('DELETE FROM upload_parts WHERE id = ?', id);
      writer.run('DELETE FROM upload_states WHERE id = ?', id);
    });
  }
}
