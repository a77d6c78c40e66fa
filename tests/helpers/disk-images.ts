import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';

export interface DiskImage {
  /** At which moment it was taken. */
  readonly moment: string;
  readonly path: string;
  /** Which numbers files had, by those that their copies have. */
  readonly numbers: Map<string, string>;
}

/** What the disk holds at chosen moments, as a crash at that moment would leave it. */
export class DiskImages {
  readonly taken: DiskImage[] = [];

  /** @param ledger the database, inside the base */
  constructor(
    private readonly base: string,
    private readonly ledger: string,
  ) {}

  /** Synchronous: nobody else of this process writes meanwhile. */
  take(moment: string): void {
    const path = `${this.base}-image-${this.taken.length}`;
    execFileSync('cp', ['-a', this.base, path]);
    const numbers = new Map<string, string>();
    for (const name of readdirSync(path, { recursive: true })) {
      const before = lstatSync(join(this.base, String(name)), { throwIfNoEntry: false });
      if (before) numbers.set(String(lstatSync(join(path, String(name))).ino), String(before.ino));
    }
    this.taken.push({ moment, path, numbers });
  }

  /** Puts an image in the place of what is there now; each can be put back once. */
  putBack({ path, numbers }: DiskImage): void {
    rmSync(this.base, { recursive: true, force: true });
    renameSync(path, this.base);
    this.renumber(numbers);
  }

  drop(): void {
    for (const { path } of this.taken) if (existsSync(path)) rmSync(path, { recursive: true, force: true });
  }

  /** A crash leaves files their numbers, a copy does not: the ledger is told the new ones. */
  private renumber(numbers: Map<string, string>): void {
    const database = new DatabaseSync(join(this.base, this.ledger));
    const now = new Map([...numbers].map(([after, before]) => [before, after]));
    for (const table of ['files', 'jobs']) {
      for (const { id, ino } of database.prepare(`SELECT id, ino FROM ${table}`).all() as { id: number; ino: string }[]) {
        database.prepare(`UPDATE ${table} SET ino = ? WHERE id = ?`).run(now.get(ino) ?? ino, id);
      }
    }
    for (const { id, data } of database.prepare('SELECT id, data FROM effects WHERE data IS NOT NULL').all() as { id: number; data: string }[]) {
      const renumbered = data.replace(/"ino":"(\d+)"/g, (whole, ino: string) => (now.has(ino) ? `"ino":"${now.get(ino)}"` : whole));
      database.prepare('UPDATE effects SET data = ? WHERE id = ?').run(renumbered, id);
    }
    database.close();
  }
}
