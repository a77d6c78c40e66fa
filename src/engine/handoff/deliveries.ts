import { closeSync, lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { syncFolder } from '../../base/atomic-write';
import { fromNameBytes, toFsPath } from '../../base/byte-name';
import { isProcessAlive } from '../../base/lock/process-identity';
import { ownedName } from '../../base/owned-folder';
import { isThere } from '../actions/file-version';
import { numberedName } from '../actions/numbered-name';
import { giveName } from '../actions/give-name';
import { settleFiles } from './settle-files';
import { openTemporary, writeTemporary, writeWhole } from './write-temporary';
import { t } from '../../shared/words/words';

const PREFIX = '.tmp_take';
/** As `base/owned-folder` makes them. */
const OURS = /^\.tmp_take-([\da-f]{8})-(\d+)-[\da-f-]{36}(\.json)?$/;
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const MOST_NAMES = 100_000;

/** Written by ourselves before a pair moves: what is to be finished when that move has happened. */
const journalSchema = z.object({ name: z.string(), processedSidecar: z.string() });

/**
 * One file on its way into the folder it is delivered to. It gets its name there after its pair has moved to `processed/`; a kill
 * in between is made good by `recoverDeliveries`, so that a pair arrives once.
 */
export class Delivery {
  private readonly temporary: string;
  private fd: number | null;

  constructor(private readonly to: string) {
    this.temporary = join(to, ownedName(PREFIX));
    this.fd = openTemporary(this.temporary);
  }

  readonly write = (piece: Uint8Array): void => {
    if (this.fd !== null) writeWhole(this.fd, piece);
  };

  /** The bytes are safe, and what will be done is written down. @param processedSidecar where the sidecar is about to be */
  async promise(name: string, processedSidecar: string): Promise<void> {
    if (this.fd === null) return;
    await settleFiles([this.fd], this.to);
    this.close();
    // Half of it says nothing, and then nothing has moved.
    const journal = writeTemporary(`${this.temporary}.json`, Buffer.from(JSON.stringify({ name, processedSidecar })));
    try {
      await settleFiles([journal], this.to);
    } finally {
      closeSync(journal);
    }
    syncFolder(this.to);
  }

  /** @returns its path */
  keep(name: string): string {
    const path = nameIt(this.to, this.temporary, name);
    this.drop();
    return path;
  }

  drop(): void {
    this.close();
    dropTemporary(this.temporary);
  }

  private close(): void {
    if (this.fd !== null) closeSync(this.fd);
    this.fd = null;
  }
}

/** @returns paths of what was delivered only now */
export function recoverDeliveries(to: string): string[] {
  const delivered: string[] = [];
  const names = readdirSync(toFsPath(to), { encoding: 'buffer' }).map((name) => fromNameBytes(name));
  for (const name of names) {
    const [, host, pid, ending] = OURS.exec(name) ?? [];
    if (host !== HOST || isProcessAlive({ host: hostname(), pid: Number(pid), processStart: null }) !== false) continue;
    const temporary = join(to, ending === undefined ? name : name.slice(0, -ending.length));
    const journal = journalOf(`${temporary}.json`);
    if (journal && isThere(journal.processedSidecar) && isThere(temporary)) delivered.push(nameIt(to, temporary, basename(journal.name)));
    dropTemporary(temporary);
  }
  return delivered;
}

function journalOf(path: string): z.infer<typeof journalSchema> | null {
  try {
    return journalSchema.parse(JSON.parse(readFileSync(toFsPath(path), 'utf8')));
  } catch {
    // Not written yet: then nothing has moved.
    return null;
  }
}

function nameIt(to: string, temporary: string, name: string): string {
  const own = lstatSync(toFsPath(temporary), { bigint: true });
  for (let number = 1; number <= MOST_NAMES; number += 1) {
    const path = join(to, numberedName(name, number));
    const there = lstatSync(toFsPath(path), { throwIfNoEntry: false, bigint: true });
    // It had got its name before the kill.
    if (there?.ino === own.ino && there.dev === own.dev) return path;
    if (there || !giveName(temporary, path)) continue;
    syncFolder(to);
    return path;
  }
  throw new Error(t('No name is free for {name}.', { name }));
}

function dropTemporary(temporary: string): void {
  for (const path of [temporary, `${temporary}.json`]) rmSync(toFsPath(path), { force: true });
}
