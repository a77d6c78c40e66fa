import { randomNumbers } from './numbers.mjs';

const COMMON_WORDS = ['invoice', 'delivery', 'note', 'customer', 'street', 'order', 'amount', 'total', 'reminder', 'signature', 'date', 'copy'];
const DAY_MS = 86_400_000;

/** What the screens ask, each with other input from call to call where a user's would differ. */
function queriesOf({ folderId, ids, total, settled, middle }, random) {
  const one = (list) => list[Math.floor(random() * list.length)];
  const page = (name, input) => ({ name: `files.page, ${name}`, call: 'files.page', input: typeof input === 'function' ? input : () => input });
  const history = (name, input) => ({ ...page(name, input), name: `history.page, ${name}`, call: 'history.page' });
  const last = (count) => Math.floor(count * 0.99);
  return [
    { name: 'engine.snapshot', call: 'engine.snapshot', input: () => ({}) },
    page('newest', {}),
    page('newest, deep', { offset: last(total) }),
    page('done', { filter: { states: ['done'] } }),
    page('needing attention', { filter: { states: ['attention'] } }),
    page('folder', { filter: { folderId } }),
    page('folder and state', { filter: { folderId, states: ['done'] } }),
    page('cause', { filter: { cause: 'damaged' } }),
    page('by name', { sort: 'name' }),
    page('by name, deep', { sort: 'name', offset: last(total) }),
    page('by size', { sort: 'size' }),
    page('lane with nearly all', { filter: { lane: 'text' } }),
    page('lane without any', { filter: { lane: 'images' } }),
    page('kind', { filter: { kind: 'text' } }),
    page('retrying', { filter: { phase: 'retrying' } }),
    page('search, common word', () => ({ filter: { query: one(COMMON_WORDS) }, sort: 'relevance' })),
    page('search, rare word', () => ({ filter: { query: `a${Math.floor(random() * 1_000)}-${Math.floor(random() * 5)}` }, sort: 'relevance' })),
    page('search, name', () => ({ filter: { query: `note-00${Math.floor(random() * 100)}` }, sort: 'relevance' })),
    { name: 'files.detail', call: 'files.detail', input: () => ({ id: one(ids) }) },
    { name: 'files.why', call: 'files.why', input: () => ({ id: one(ids) }) },
    history('all', {}),
    history('all, deep', { offset: last(settled) }),
    history('folder', { filter: { folderId } }),
    history('created', { filter: { events: ['created'] } }),
    history('deleted', { filter: { events: ['deleted'] } }),
    history('period', () => ({ filter: { from: middle, to: Date.now() } })),
    history('one day', { filter: { from: middle - DAY_MS, to: middle + DAY_MS } }),
    history('search', () => ({ filter: { query: `note-00${Math.floor(random() * 100)}` } })),
  ];
}

/**
 * How long the answers take over the control socket, one call after another: with nothing going on, and each just after
 * something in the ledger has changed, which voids what the engine has worked out before.
 *
 * @param folderId the largest folder
 * @returns {Promise<{ name: string, atRest: number[], moving: number[] }[]>} milliseconds
 */
export async function measureQueries(engine, folderId, calls) {
  const random = randomNumbers(folderId);
  const queries = queriesOf(await factsOf(engine, folderId), random);
  const retrying = await engine.call('files.page', { filter: { phase: 'retrying' }, limit: 1 });
  const [{ id }] = retrying.rows;
  // Set aside, it stays; putting it first then is written down, and nothing else comes of it.
  await engine.call('files.hold', { ids: [id], held: true });
  const change = () => engine.call('files.prioritise', { ids: [id] });
  const results = [];
  for (const query of queries) {
    const atRest = await timesOf(engine, query, calls, () => undefined);
    const moving = await timesOf(engine, query, Math.ceil(calls / 2), change);
    results.push({ name: query.name, atRest, moving });
  }
  return results;
}

async function timesOf(engine, { call, input }, calls, before) {
  const times = [];
  for (let i = 0; i < calls; i += 1) {
    await before();
    const asked = input();
    const startedAt = performance.now();
    await engine.call(call, asked);
    times.push(performance.now() - startedAt);
  }
  return times;
}

async function factsOf(engine, folderId) {
  const { total } = await engine.call('files.page', { limit: 1 });
  const { total: settled } = await engine.call('history.page', { limit: 1 });
  const ids = [];
  for (let i = 0; i < 10; i += 1) {
    const { rows } = await engine.call('files.page', { offset: Math.floor((total / 10) * i) });
    ids.push(...rows.map(({ id }) => id));
  }
  const { rows } = await engine.call('history.page', { offset: Math.floor(settled / 2), limit: 1 });
  return { folderId, ids, total, settled, middle: rows[0].settledAt };
}
