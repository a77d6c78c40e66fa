import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import type { WorkerApi } from '../../shared/contract/worker-api';
import type { CallOutput, HandlerInput } from '../../shared/rpc/define-api';
import type { OpenFile } from '../kit/open-file';
import type { Context, Recognised } from '../kit/processor';
import type { ArchiveContext, ArchiveReader } from './archive-reader';
import { openArchive } from './open-archive';
import { planUnpacking } from './unpack/plan';
import { unpack } from './unpack/unpack';
import { verifyArchive } from './unpack/verify-archive';

export { createArchive } from './create/create-archive';

/** An archive that a call is about, opened by the worker. */
export interface ArchiveCall {
  readonly file: OpenFile;
  readonly recognised: Recognised;
  readonly context: Omit<Context, 'scratchDir'>;
}

/** @param writeThread as in UnpackRequest */
export function unpackCall(call: ArchiveCall, input: HandlerInput<WorkerApi, 'archive.unpack'>, writeThread: string | null): Promise<CallOutput<WorkerApi, 'archive.unpack'>> {
  return withReader(call, input.scratchDir, input.limits.entries, (reader, context) => unpack(reader, { ...input, archiveBytes: call.file.size, writeThread }, context));
}

export function planCall(call: ArchiveCall, input: HandlerInput<WorkerApi, 'archive.plan'>): Promise<CallOutput<WorkerApi, 'archive.plan'>> {
  const hasPasswords = call.context.passwords.length > 0;
  return withReader(call, input.scratchDir, input.limits.entries, (reader) => planUnpacking(reader, { ...input, archiveBytes: call.file.size, hasPasswords }));
}

export function verifyCall(call: ArchiveCall, { scratchDir }: HandlerInput<WorkerApi, 'archive.verify'>): Promise<CallOutput<WorkerApi, 'archive.verify'>> {
  return withReader(call, scratchDir, Number.MAX_SAFE_INTEGER, (reader, context) => verifyArchive(reader, call.file.size, context));
}

/** @param mostEntries one more is read, so that it is known that there are more */
async function withReader<T>({ file, recognised, context }: ArchiveCall, scratchHome: string, mostEntries: number, work: (reader: ArchiveReader, context: ArchiveContext) => Promise<T>): Promise<T> {
  mkdirSync(toFsPath(scratchHome), { recursive: true, mode: 0o700 });
  const scratchDir = mkdtempSync(join(scratchHome, 'archive-'));
  const archiveContext = { ...context, scratchDir, maxEntries: mostEntries + 1 };
  try {
    const reader = await openArchive(file, recognised, archiveContext);
    try {
      return await work(reader, archiveContext);
    } finally {
      await reader.close();
    }
  } finally {
    rmSync(scratchDir, { recursive: true, force: true });
  }
}
