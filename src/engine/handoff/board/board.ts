import { relative, sep } from 'node:path';
import { isInside } from '../../../base/safe-path';
import type { ErrorData } from '../../../shared/errors/filemill-error';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { HANDOFF_STATES, type HandoffAct, type HandoffPlace, type HandoffRoute, type HandoffRowView, type HandoffState } from '../../../shared/model/handoff';
import type { FolderRegistry } from '../../folder-registry';
import type { Database } from '../../store/database';
import type { Ledger } from '../../store/ledger';
import type { HandoffPlaces } from '../places';
import type { Reach } from '../reach';
import type { FarLooks } from './far-looks';
import { findHandoffs, type FoundHandoff, type Finding } from './find-handoffs';
import { labelOf } from './labels';
import { SidecarMemory } from './sidecar-memory';
import { t } from '../../../shared/words/words';

export interface BoardParts {
  database: Database;
  ledger: Ledger;
  folders: Pick<FolderRegistry, 'list'>;
  places: HandoffPlaces;
  reach: Reach;
  /** Null where it can't be: then shares are looked at here. */
  farLooks: FarLooks | null;
  /** Folders into which rules hand over, besides. */
  outputs(): readonly HandoffPlace[];
}

export interface BoardFilter {
  place?: string | undefined;
  states?: readonly HandoffState[] | undefined;
  route?: { producer: string | null; consumer: string | null } | undefined;
  query: string;
  offset: number;
  limit: number;
}

export interface BoardPage {
  at: number;
  total: number;
  rows: HandoffRowView[];
  counts: Record<HandoffState, number>;
  routes: HandoffRoute[];
  unreadable: string[];
  isCut: boolean;
}

/** Pages of one board come from one look at the disk. */
const FRESH_MS = 1_500;
const MOST_ROUTES = 200;
const NO_COUNTS: Record<HandoffState, number> = { writing: 0, ready: 0, pickedUp: 0, processed: 0, error: 0, stuck: 0 };
/** What needs somebody comes first, what is done last. */
const ORDER: readonly HandoffState[] = ['stuck', 'writing', 'ready', 'pickedUp', 'error', 'processed'];

/** What lies in all places, as people see it: from the disk, with what the ledger knows. */
export class Board {
  private readonly memory = new SidecarMemory();
  private last: { at: number; key: string; looked: Promise<{ finding: Finding; at: number }> } | null = null;

  constructor(private readonly parts: BoardParts) {}

  /** Those of the settings, then those that only rules write into. */
  places(): HandoffPlace[] {
    const listed = this.parts.places.list();
    const known = new Set(listed.map(({ path }) => path));
    return [...listed, ...this.parts.outputs().filter(({ path }) => !known.has(path) && !listed.some((place) => isInside(place.path, path)))];
  }

  /** The disk is looked at anew next time. */
  forget(): void {
    this.last = null;
  }

  async page({ place, states, route, query, offset, limit }: BoardFilter): Promise<BoardPage> {
    const { finding, at } = await this.look(place);
    const wanted = query.trim().toLowerCase();
    const rows = finding.found.map((one) => this.withLedger(one)).filter((one) => wanted === '' || [one.pair.name, one.producer, one.consumer].some((text) => text?.toLowerCase().includes(wanted)));
    const routed = rows.filter(({ producer, consumer }) => !route || (route.producer === producer && route.consumer === consumer));
    const shown = routed.filter(({ state }) => !states || states.length === 0 || states.includes(state));
    shown.sort((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state) || one.ageMs - other.ageMs || (one.pair.data < other.pair.data ? -1 : 1));
    return {
      at,
      total: shown.length,
      rows: shown.slice(offset, offset + limit).map((row) => this.view(row, at)),
      counts: countStates(routed) as Record<HandoffState, number>,
      routes: routesOf(rows),
      unreadable: finding.unreadable.slice(0, 100),
      isCut: finding.isCut,
    };
  }

  async counts(place: string): Promise<Record<HandoffState, number>> {
    return (await this.page({ place, query: '', offset: 0, limit: 1 })).counts;
  }

  /** All of them as they were found. */
  async all(): Promise<{ rows: Known[]; at: number }> {
    const { finding, at } = await this.look();
    return { rows: finding.found.map((one) => this.withLedger(one)), at };
  }

  /** @throws FilemillError `file.vanished` when nothing of it is there, `settings.invalid` outside of all places */
  async row(data: string): Promise<HandoffRowView> {
    const place = this.placeOf(data);
    const { finding, at } = await this.look(place.path, true);
    const found = finding.found.find(({ pair }) => pair.data === data);
    if (!found) throw new FilemillError('file.vanished', t('Nothing of this hand-off is there any more.'), { hint: t('It was taken, or moved away.') });
    return this.view(this.withLedger(found), at);
  }

  /** @throws FilemillError `settings.invalid` */
  placeOf(data: string): HandoffPlace {
    const found = this.places().filter(({ path }) => isInside(path, data)).sort((one, other) => other.path.length - one.path.length)[0];
    if (found) return found;
    throw new FilemillError('settings.invalid', t('It lies in no hand-off place.'), { hint: t('Add its folder as a place first.') });
  }

  private look(path?: string, isFresh = false): Promise<{ finding: Finding; at: number }> {
    const places = path === undefined ? this.places() : this.places().filter((place) => place.path === path);
    const key = JSON.stringify(places);
    const now = performance.now();
    if (!isFresh && this.last?.key === key && now - this.last.at < FRESH_MS) return this.last.looked;
    const looked = findHandoffs(places, this.memory, this.parts.reach, this.parts.farLooks).then((finding) => ({ finding, at: Date.now() }));
    this.last = { at: now, key, looked };
    return looked;
  }

  private withLedger(found: FoundHandoff): Known {
    const folder = this.parts.folders.list().find(({ path }) => isInside(path, found.pair.data));
    const known = folder && this.parts.ledger.find(folder.id, relative(folder.path, found.pair.data).split(sep).join('/'));
    const isOurs = found.consumer !== null && found.place.apps.includes(found.consumer);
    if (!known?.present) return { ...found, isOurs, fileId: null };
    const { fileId, state } = known;
    if (state === 'inProgress' && found.state !== 'processed') return { ...found, isOurs, fileId, state: 'pickedUp', fault: null, error: null };
    if (state !== 'attention' || found.state !== 'ready') return { ...found, isOurs, fileId };
    return { ...found, isOurs, fileId, state: 'stuck', error: this.errorOf(known.jobId) ?? found.error };
  }

  private errorOf(jobId: number): ErrorData | null {
    const row = this.parts.database.get<{ error: string | null }>('SELECT error FROM jobs WHERE id = ?', jobId);
    return row?.error ? (JSON.parse(row.error) as ErrorData) : null;
  }

  private view(row: Known, at: number): HandoffRowView {
    const { pair, place, state, fault, error, producer, consumer, isOurs, hasData, hasSidecar, bytes, lock, fileId, ageMs } = row;
    return {
      path: pair.data,
      name: pair.name,
      place: place.path,
      state,
      label: labelOf(row),
      fault,
      error,
      producer,
      consumer,
      isOurs,
      hasData,
      hasSidecar,
      bytes,
      since: at - ageMs,
      lock,
      fileId,
      acts: actsFor(row),
    };
  }
}

export type Known = FoundHandoff & { isOurs: boolean; fileId: number | null };

/** Only those that would do something. */
function actsFor({ state, lock, fileId, isOurs, hasData, hasSidecar, place, fault }: Known): HandoffAct[] {
  const acts: HandoffAct[] = [];
  const isLocked = lock !== null && lock.state !== 'free';
  if (lock?.state === 'stale') acts.push('breakLock');
  const isWaiting = state === 'stuck' || state === 'ready' || (state === 'error' && fault !== null);
  if (isOurs && fileId !== null && hasData && isWaiting && !isLocked) acts.push('retry');
  if ((hasData || hasSidecar) && !isLocked && (state === 'stuck' || (state === 'error' && fault !== null) || (state === 'ready' && isOurs))) acts.push('toErrors');
  if (state === 'processed' || (state === 'error' && fault === null)) acts.push('requeue');
  if (place.archive !== null && (state === 'processed' || (state === 'error' && fault === null))) acts.push('archive');
  return acts;
}

function countStates(rows: readonly { state: HandoffState }[]): Partial<Record<HandoffState, number>> {
  const counts = { ...NO_COUNTS };
  for (const { state } of rows) counts[state] += 1;
  return counts;
}

function routesOf(rows: readonly Known[]): HandoffRoute[] {
  const byRoute = new Map<string, { producer: string | null; consumer: string | null; rows: Known[] }>();
  for (const row of rows) {
    const key = JSON.stringify([row.producer, row.consumer]);
    const route = byRoute.get(key);
    if (route) route.rows.push(row);
    else byRoute.set(key, { producer: row.producer, consumer: row.consumer, rows: [row] });
  }
  return [...byRoute.values()]
    .sort((one, other) => other.rows.length - one.rows.length)
    .slice(0, MOST_ROUTES)
    .map(({ producer, consumer, rows: of }) => ({ producer, consumer, counts: Object.fromEntries(HANDOFF_STATES.flatMap((state) => (of.some((row) => row.state === state) ? [[state, of.filter((row) => row.state === state).length]] : []))) }));
}
