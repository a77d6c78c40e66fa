import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { atomicWrite } from '../../base/atomic-write';
import { uploadedPartSchema, uploadHeadSchema, type UploadedPart, type UploadHead, type UploadStates } from './upload-states';

/** A file for each upload: its head, then a line for each part. For programs without a ledger. */
export class UploadStateFolder implements UploadStates {
  /** @param folder absolute; made when it is needed */
  constructor(private readonly folder: string) {}

  load(id: string): { head: UploadHead; parts: UploadedPart[] } | null {
    let lines: string[];
    try {
      lines = readFileSync(this.pathOf(id), 'utf8').split('\n');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
    const [head, ...rest] = lines.map(parsed);
    const known = uploadHeadSchema.safeParse(head);
    if (!known.success) return null;
    // The last line may be torn.
    const parts = rest.map((line) => uploadedPartSchema.safeParse(line)).flatMap(({ data }) => (data ? [data] : []));
    return { head: known.data, parts };
  }

  begin(id: string, head: UploadHead): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    atomicWrite(this.pathOf(id), `${JSON.stringify(head)}\n`);
  }

  addPart(id: string, part: UploadedPart): void {
    appendFileSync(this.pathOf(id), `${JSON.stringify(part)}\n`, { mode: 0o600 });
  }

  end(id: string): void {
    rmSync(this.pathOf(id), { force: true });
  }

  private pathOf(id: string): string {
    return join(this.folder, `${id}.jsonl`);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
