import type { AllPlaces } from '../store/all-places';
import type { Database } from '../store/database';
import type { Place } from '../store/duplicate-places';
import { comparedAfter, forgetCompared, likenessesAfter } from '../store/likenesses';
import type { Breath } from '../../base/breath';
import type { Comparer } from './comparer';
import type { Content, Contents, LikeTier } from './contents';

/** A few milliseconds each. */
const FILES_PER_SLICE = 400;
const PRINTS_PER_SLICE = 300;
const PAIRS_PER_SLICE = 500;

export interface Loading {
  database: Database;
  places: AllPlaces;
  contents: Contents;
  comparer: Comparer;
  breath: Breath;
  isClosed(): boolean;
  /** How many files are still to be looked at. */
  told(left: number): void;
  put(place: Place): void;
  touched(content: Content): void;
}

/** All that the ledger knows, slice by slice: what lies where, signatures, pairs; then what was never compared waits, its candidates found. */
export async function loadKnown(loading: Loading): Promise<void> {
  await loadPlaces(loading);
  await loadPrints(loading);
  await forgetGone(loading);
  await loadPairs(loading);
  await loading.comparer.prepare(loading.breath, loading.isClosed);
}

async function loadPlaces({ places, breath, isClosed, told, put }: Loading): Promise<void> {
  let left = places.count();
  for (let last = 0; !isClosed(); ) {
    for (const place of places.after(last, FILES_PER_SLICE)) put(place);
    const end = places.lastId(last, FILES_PER_SLICE);
    if (end === null) return;
    last = end;
    left -= FILES_PER_SLICE;
    told(Math.max(0, left));
    await breath.take();
  }
}

async function loadPrints({ database, contents, comparer, breath, isClosed }: Loading): Promise<void> {
  for (const kind of comparer.kinds) {
    for (let last = 0; !isClosed(); ) {
      const prints = kind.readAfter(database, last, PRINTS_PER_SLICE);
      for (const print of prints) {
        last = print.reportId;
        const content = contents.ofHash(print.sha256);
        if (content) comparer.know(kind, content, print);
      }
      if (prints.length < PRINTS_PER_SLICE) break;
      await breath.take();
    }
  }
}

/** Contents that left while nobody could say so. */
async function forgetGone({ database, contents, breath, isClosed }: Loading): Promise<void> {
  let last = { sha256: '', kind: '' };
  while (!isClosed()) {
    const compared = comparedAfter(database, last, PAIRS_PER_SLICE);
    const gone = compared.map(({ sha256 }) => sha256).filter((sha256) => !contents.ofHash(sha256));
    if (gone.length > 0) database.transaction((writer) => forgetCompared(writer, gone));
    last = compared.at(-1) ?? last;
    if (compared.length < PAIRS_PER_SLICE) return;
    await breath.take();
  }
}

async function loadPairs({ database, contents, breath, isClosed, touched }: Loading): Promise<void> {
  let last = { a: '', b: '', tier: '' };
  while (!isClosed()) {
    const pairs = likenessesAfter(database, last, PAIRS_PER_SLICE);
    for (const { a, b, tier, likeness } of pairs) {
      const one = contents.ofHash(a);
      const other = contents.ofHash(b);
      if (!one || !other || tier === 'identical') continue;
      contents.link(one, other, tier satisfies LikeTier, likeness);
      touched(one);
    }
    last = pairs.at(-1) ?? last;
    if (pairs.length < PAIRS_PER_SLICE) return;
    await breath.take();
  }
}
