import { statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { EngineApi } from '../../shared/contract/engine-api';
import { toErrorData } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import type { Handlers } from '../../shared/rpc/define-api';
import { toFsPath } from '../../base/byte-name';
import type { ExtractRequest } from '../../shared/model/archive';
import type { ActOwner } from './acts/act-owner';
import type { ActParts } from './acts/act-parts';
import { ArchiveRuns, type RunHandle } from './acts/archive-runs';
import { create, type PackRequest } from './acts/create';
import { createOrFail } from './acts/create-or-fail';
import { extract, type ExtractWays } from './acts/extract';
import { listSources } from './acts/list-sources';
import { planExtract, type PlannedExtract } from './acts/plan-extract';
import { recoverCreates, undoCreate } from './acts/take-back-create';
import { recoverExtracts, undoExtract } from './acts/take-back-extract';
import type { Stuck } from './acts/stuck';
import { verifyArchive } from './acts/verify-archive';
import type { Effect } from '../store/effects';
import { noteStuck } from '../store/stuck-effects';
import { t } from '../../shared/words/words';

type Answered = 'archives.planExtract' | 'archives.extract' | 'archives.planCreate' | 'archives.create' | 'archives.verify' | 'archives.runs' | 'archives.cancel';

/** What is done with whole archives on request: extracting, making, verifying, and the way back. */
export class ArchiveActs {
  readonly runs: ArchiveRuns;
  private lastPlan: ({ key: string } & PlannedExtract) | null = null;

  /** @param changed is called when a run has something to tell */
  constructor(
    private readonly parts: ActParts,
    changed: () => void,
  ) {
    this.runs = new ArchiveRuns(changed);
    parts.pool.onProgress((id, label, fraction) => this.runs.progressed(id, label, fraction));
  }

  /**
   * Takes back what an end of Filemill has interrupted. To be called before anything else is written.
   *
   * @returns what is in the way of that, a sentence for each act; it is noted with the act, too
   */
  async recover(): Promise<{ message: string; hint: string }[]> {
    const { database, vault, log } = this.parts;
    const told: { message: string; hint: string }[] = [];
    const stuck: Stuck = (effect, error) => {
      const { action, source, target } = effect;
      const data = toErrorData(error);
      log.warn(`${action}.unfinished`, { source, target, error });
      database.transaction((writer) => noteStuck(writer, effect, data));
      const what = action === 'pack' ? t('Making {target}', { target: displayName(basename(target)) }) : t('Extracting {source}', { source: displayName(basename(source)) });
      told.push({ message: t('{what} was interrupted and could not be taken back: {message}', { what, message: data.message }), hint: data.hint });
    };
    await recoverExtracts(database, vault, stuck);
    await recoverCreates(database, vault, stuck);
    return told;
  }

  /** Of a rule: part of what is done with a file, and told with it. */
  extract(request: ExtractRequest, run: RunHandle, ways: ExtractWays): ReturnType<typeof extract> {
    return extract(this.parts, request, run, ways);
  }

  /** Likewise. */
  create(request: PackRequest, run: RunHandle, owner: ActOwner): ReturnType<typeof create> {
    return create(this.parts, request, run, owner);
  }

  undoExtract(effect: Effect): Promise<void> {
    return undoExtract(this.parts.database, this.parts.vault, effect);
  }

  undoCreate(effect: Effect): Promise<void> {
    return undoCreate(this.parts.database, this.parts.vault, effect);
  }

  close(): Promise<void> {
    return this.runs.close();
  }

  handlers(): Pick<Handlers<EngineApi>, Answered> {
    const { parts, runs } = this;
    return {
      'archives.planExtract': async ({ offset, limit, ...request }, { signal }) => {
        const key = JSON.stringify(request);
        // Asked page after page while someone scrolls.
        if (offset === 0 || this.lastPlan?.key !== key) this.lastPlan = { key, ...(await planExtract(parts, request, signal)) };
        const { plan, lines } = this.lastPlan;
        return { plan, total: lines.length, lines: lines.slice(offset, offset + limit) };
      },
      'archives.extract': (request) => runs.begin('extract', parts.sources.nameOf(request.archive), async (run) => void (await extract(parts, request, run))),
      'archives.planCreate': ({ sources }) => {
        const listed = listSources(sources, true, [parts.dataFolder]);
        const files = listed.sources.filter(({ isFolder }) => !isFolder);
        return {
          files: files.length,
          folders: listed.sources.length - files.length,
          bytes: files.reduce((sum, { size }) => sum + size, 0),
          suggestedTarget: suggestTarget(sources, listed.common),
          leftOut: listed.leftOut.slice(0, 500),
        };
      },
      'archives.create': (request) => runs.begin('create', basename(request.target), (run) => createOrFail(parts, request, run)),
      'archives.verify': ({ archive }) => runs.begin('verify', parts.sources.nameOf(archive), (run) => verifyArchive(parts, archive, run)),
      'archives.runs': () => ({ runs: runs.list() }),
      'archives.cancel': ({ runId }) => {
        runs.cancel(runId);
        return {};
      },
    };
  }
}

/** Beside what is packed: named like the one file or folder, else like the folder that holds all of them. */
function suggestTarget(sources: readonly string[], common: string): string {
  const [only] = sources;
  if (sources.length !== 1 || only === undefined) return join(common, basename(common) || 'archive');
  const isFolder = statSync(toFsPath(only), { throwIfNoEntry: false })?.isDirectory() === true;
  const name = basename(only);
  return join(dirname(only), isFolder ? name : name.slice(0, name.length - extname(name).length) || name);
}
