import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { toErrorData } from '../../../shared/errors/filemill-error';
import type { ArchiveRef } from '../../../shared/model/archive';
import type { ArchiveSources, OpenArchive } from '../archive-sources';

const MOST_MEMBERS = 50;
const MOST_BYTES = 1_000_000_000;
const MOST_TRIES = 3;
/** Progress of what people look at is told to nobody. */
const PROGRESS_ID = 2 ** 42;

/** A member that lies on the disk by itself. */
export type ShelvedMember = Pick<OpenArchive, 'source' | 'options'>;

interface Shelved {
  folder: string;
  member: Promise<ShelvedMember>;
  bytes: number;
  users: number;
}

/** Single members that someone looks at: unpacked when first asked for, and kept for some time; the oldest go first. */
export class MemberShelf {
  private readonly shelved = new Map<string, Shelved>();

  constructor(
    private readonly sources: ArchiveSources,
    private readonly scratchFolder: string,
  ) {}

  /**
   * @param key names the archive and its version
   * @throws FilemillError what opening the archive or unpacking the member throws
   */
  async use<T>(key: string, archive: ArchiveRef, ordinal: number, signal: AbortSignal, act: (member: ShelvedMember) => Promise<T>): Promise<T> {
    const name = `${key}#${ordinal}`;
    for (let tries = 1; ; tries += 1) {
      const joined = this.shelved.get(name);
      try {
        return await this.useOne(name, joined ?? this.begin(archive, ordinal, signal), act);
      } catch (error) {
        // Who asked for it first has called that off: for others it is begun anew.
        const isForeign = joined !== undefined && !signal.aborted && toErrorData(error).code === 'call.cancelled';
        if (!isForeign || tries >= MOST_TRIES) throw error;
      }
    }
  }

  /** All of it goes; what is still being unpacked removes itself. */
  close(): void {
    for (const name of [...this.shelved.keys()]) this.drop(name);
  }

  private async useOne<T>(name: string, shelved: Shelved, act: (member: ShelvedMember) => Promise<T>): Promise<T> {
    // The last one used is the last one to go.
    this.shelved.delete(name);
    this.shelved.set(name, shelved);
    shelved.users += 1;
    try {
      return await act(await shelved.member);
    } catch (error) {
      if (shelved.bytes === 0 && this.shelved.get(name) === shelved) this.drop(name);
      throw error;
    } finally {
      shelved.users -= 1;
      this.makeRoom();
    }
  }

  private begin(archive: ArchiveRef, ordinal: number, signal: AbortSignal): Shelved {
    const folder = join(this.scratchFolder, `shelf-${randomUUID()}`);
    const shelved: Shelved = { folder, member: this.unpack(archive, ordinal, folder, signal), bytes: 0, users: 0 };
    shelved.member.then(
      ({ source }) => (shelved.bytes = source.size),
      () => undefined,
    );
    return shelved;
  }

  private async unpack(archive: ArchiveRef, ordinal: number, folder: string, signal: AbortSignal): Promise<ShelvedMember> {
    const open = await this.sources.open(archive, PROGRESS_ID, signal);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { relativePath } = await this.sources.unpackOne(open, ordinal, folder, signal);
      const { release: _release, ...member } = await this.sources.open({ path: join(folder, relativePath), inside: [] }, PROGRESS_ID, signal);
      return member;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    } finally {
      await open.release();
    }
  }

  private makeRoom(): void {
    let bytes = [...this.shelved.values()].reduce((sum, one) => sum + one.bytes, 0);
    for (const [name, { users, bytes: own }] of this.shelved) {
      if (this.shelved.size <= MOST_MEMBERS && bytes <= MOST_BYTES) return;
      if (users > 0) continue;
      bytes -= own;
      this.drop(name);
    }
  }

  private drop(name: string): void {
    const shelved = this.shelved.get(name);
    this.shelved.delete(name);
    if (shelved) rmSync(shelved.folder, { recursive: true, force: true });
  }
}
