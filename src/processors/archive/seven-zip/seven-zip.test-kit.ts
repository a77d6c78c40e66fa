import { readFileSync, symlinkSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toFsPath } from '../../../base/byte-name';
import type { FilemillError } from '../../../shared/errors/filemill-error';
import { Fixture } from '../../kit/fixture.test-kit';
import { OpenFile } from '../../kit/open-file';
import type { ArchiveEntry } from '../../../shared/model/archive';
import type { ArchiveContext, ArchiveListing, ArchiveReader } from '../archive-reader';
import { listen } from './listen';
import { openWithSevenZip } from './open-with-seven-zip';

/** What was read of an archive: the bytes by path, or the code of the failure. */
export type Read = [path: string, outcome: string][];

/** For tests: archives made and read in a folder of their own. */
export class SevenZipFixture extends Fixture {
  readonly control = new AbortController();

  contextWith(passwords: readonly string[] = [], maxEntries = 1_000): ArchiveContext {
    return { signal: this.control.signal, passwords, maxEntries, scratchDir: this.scratchDir, progress: () => undefined };
  }

  /** Runs 7-Zip in the folder `tree`, which is filled with `files` first. */
  async make(name: string, files: Record<string, string | Buffer>, ...switches: string[]): Promise<string> {
    const tree = join(this.root, `${name}.tree`);
    mkdirSync(tree, { recursive: true });
    for (const [path, content] of Object.entries(files)) {
      const full = join(tree, path);
      mkdirSync(dirname(full), { recursive: true });
      if (typeof content === 'string' && content.startsWith('->')) symlinkSync(content.slice(2), toFsPath(full));
      else writeFileSync(toFsPath(full), content);
    }
    const ending = await listen(
      { args: ['a', '-bb0', '-bd', '-y', '-spd', '-mtc-', ...switches, '--', join(this.root, name), `${tree}/.`], signal: this.control.signal },
      [],
      1_000_000,
    );
    if (ending.code !== 0) throw new Error(ending.errors);
    return name;
  }

  bytesOf(name: string): Buffer {
    return readFileSync(join(this.root, name));
  }

  async open<R>(name: string, type: string, passwords: readonly string[], act: (reader: ArchiveReader) => Promise<R>): Promise<R> {
    const file = OpenFile.open(this.source(name));
    try {
      const reader = await openWithSevenZip(file, type, this.contextWith(passwords));
      try {
        return await act(reader);
      } finally {
        await reader.close();
      }
    } finally {
      file.close();
    }
  }

  listing(name: string, type: string, passwords: readonly string[] = []): Promise<Omit<ArchiveListing, 'entries'> & { entries: ArchiveEntry[] }> {
    return this.open(name, type, passwords, async (reader) => {
      const listing = await reader.list();
      return { ...listing, entries: [...listing.entries] };
    });
  }

  readAll(name: string, type: string, passwords: readonly string[] = [], isWanted: (path: string) => boolean = () => true): Promise<Read> {
    return this.open(name, type, passwords, async (reader) => {
      const read: Read = [];
      await reader.read(({ path }) => {
        if (!isWanted(path)) return null;
        const pieces: Buffer[] = [];
        return {
          write: (piece) => void pieces.push(Buffer.from(piece)),
          end: () => void read.push([path, Buffer.concat(pieces).toString('latin1')]),
          fail: (error) => void read.push([path, error.code]),
        };
      });
      return read;
    });
  }
}

/** The code of what `act` throws. */
export async function codeOf(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
    return 'none';
  } catch (thrown) {
    return (thrown as FilemillError).code ?? String(thrown);
  }
}
