import { toErrorData, FilemillError } from '../../../shared/errors/filemill-error';
import type { UnpackedEntry } from '../../../shared/model/archive';
import type { Job } from '../../job';
import { extensionOf, type Member } from '../../store/members';
import type { Turns } from '../../turns';
import { endsAll } from './ends-all';
import type { InsideParts, MemberReading } from './inside-parts';
import { memberJob } from './member-job';
import { t } from '../../../shared/words/words';

/** As files of folders travel. */
const SMALL_BYTES = 256 * 1024;
const BUNDLE_FILES = 64;
const BUNDLE_BYTES = 4 * 1024 * 1024;

export interface ReadMembersParts extends InsideParts {
  reading: MemberReading;
  turns: Turns;
  signal: AbortSignal;
  archive: Job;
  /** In which the members lie. */
  folder: string;
  /** So many more are dealt with. */
  settled(count: number): void;
}

interface Item {
  member: Member;
  job: Job;
}

/**
 * Reads unpacked files like files of the archive's folder: small ones together, by as many workers as may be had, and
 * what only OCR can read after all others. What was read is kept as it comes, by content: whoever begins again finds it.
 *
 * @returns all members, and the jobs of those that could be tried
 * @throws FilemillError what concerns them all, such as `disk.full`
 */
export async function readMembers(entries: readonly UnpackedEntry[], parts: ReadMembersParts): Promise<{ members: Member[]; jobs: Item[] }> {
  const { turns, signal, pool, reading } = parts;
  const members: Member[] = [];
  const items: Item[] = [];
  const waiting: (Item | UnpackedEntry)[][] = bundles(entries.filter(({ size }) => size > 0), pool.size);
  for (const entry of entries) if (entry.size === 0) members.push({ ...toMember(entry), state: 'skipped', reason: t('It is empty.') });
  parts.settled(members.length);
  const forOcr: Item[] = [];

  const readBundle = async (bundle: readonly (Item | UnpackedEntry)[]): Promise<void> => {
    const tried = bundle.flatMap((one) => ('member' in one ? one : (begin(one, parts, members, items) ?? [])));
    const byJob = new Map(tried.map((item) => [item.job, item]));
    recall(tried, parts);
    const open = tried.filter(({ job }) => job.report === null).map(({ job }) => job);
    const unfinished = open.length > 0 ? await reading.read(open, signal) : [];
    signal.throwIfAborted();
    for (const job of unfinished) waiting.push([byJob.get(job)].flatMap((item) => item ?? []));
    const done = tried.filter(({ job }) => !unfinished.includes(job));
    const toKeep = done.filter((item) => !reading.wantsOcr(item.job));
    forOcr.push(...done.filter((item) => !toKeep.includes(item)));
    keep(toKeep, parts);
  };

  await inLanes(pool.size, waiting, async (bundle) => {
    const release = await turns.take(signal);
    try {
      signal.throwIfAborted();
      await readBundle(bundle);
    } finally {
      release();
    }
  });
  await inLanes(pool.size, forOcr, async (item) => {
    await reading.readByOcr(item.job, signal);
    signal.throwIfAborted();
    keep([item], parts);
  });
  return { members, jobs: items };
}

/** All of what waits, so many at a time; what comes meanwhile too. The first failure ends it, when all have stopped. */
async function inLanes<T>(count: number, waiting: T[], act: (one: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  const lane = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined && failures.length === 0; one = waiting.shift()) {
      await act(one).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: count }, lane));
  if (failures.length > 0) throw failures[0];
}

function bundles(entries: readonly UnpackedEntry[], workers: number): UnpackedEntry[][] {
  const most = Math.min(BUNDLE_FILES, Math.max(1, Math.ceil(entries.length / (workers * 2))));
  const made: UnpackedEntry[][] = [];
  let open: UnpackedEntry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (entry.size > SMALL_BYTES) {
      made.push([entry]);
      continue;
    }
    if (open.length >= most || bytes + entry.size > BUNDLE_BYTES) {
      made.push(open);
      open = [];
      bytes = 0;
    }
    open.push(entry);
    bytes += entry.size;
  }
  if (open.length > 0) made.push(open);
  return made;
}

function begin(entry: UnpackedEntry, { archive, folder }: ReadMembersParts, members: Member[], items: Item[]): Item | null {
  const member = toMember(entry);
  members.push(member);
  const job = memberJob(archive, folder, entry.relativePath);
  if (!job) {
    Object.assign(member, { state: 'failed', reason: t('It was gone before it could be read.') });
    return null;
  }
  const item = { member, job };
  items.push(item);
  return item;
}

/** What was recognised and read before under a name like theirs need not be looked at. */
function recall(items: readonly Item[], { members, reading }: ReadMembersParts): void {
  const known = items.filter(({ member, job }) => {
    if (member.sha256 === null || job.recognition) return false;
    const found = members.recognised(member.sha256, extensionOf(member.path));
    if (found) job.recognition = { sha256: member.sha256, headSha256: '', isSameHead: false, ...found, warnings: [] };
    return found !== undefined;
  });
  reading.plan(known.map(({ job }) => job));
  for (const { job } of known) if (!job.report) Object.assign(job, { recognition: null, plan: null });
}

/** What was read of them, or why not. Throws what concerns all others too. */
function keep(items: readonly Item[], { database, reading, settled }: ReadMembersParts): void {
  const ending = items.find(({ job }) => job.error && endsAll(job.error));
  if (ending?.job.error) throw FilemillError.fromData(ending.job.error);
  const now = Date.now();
  database.transaction((writer) => {
    for (const { member, job } of items) {
      const { recognition, error, result } = job;
      Object.assign(member, { mime: recognition?.mime ?? null, kind: recognition?.kind ?? null, sha256: recognition?.sha256 ?? member.sha256 });
      const report = job.report ?? (result && recognition ? reading.keep(writer, job, now) : null);
      if (error || !report) {
        Object.assign(member, { state: 'failed', reason: (error ?? toErrorData(new Error(t('it was not read')))).message });
        continue;
      }
      Object.assign(member, { state: 'read', reason: null, reportId: report.id, thumbnail: report.thumbnail });
      // Its text may be long, and there may be many.
      job.result = null;
      job.report = report;
    }
  });
  settled(items.length);
}

const toMember = ({ ordinal, path, size, modified, sha256 }: UnpackedEntry): Member => ({
  ordinal,
  path,
  state: 'failed',
  reason: null,
  size,
  modifiedAt: modified,
  sha256,
  mime: null,
  kind: null,
  reportId: null,
  thumbnail: null,
});
