import { join } from 'node:path';
import { signatureDrawer } from './kit/drawn-signatures.mjs';
import { fromSource } from './kit/from-source.mjs';
import { percentile } from './kit/numbers.mjs';
import { atLeast, atMost, row } from './kit/rows.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';

/** Of so many pictures, one is there twice. */
const ONE_COPY_IN = 20;
const FILES_PER_WRITE = 2_000;

/** No program has a door to what the engine does with the pictures of its ledger alone: its own classes, on a ledger of their own. */
const PARTS = {
  'base/picture-signature.ts': ['comparePictures', 'HEAD_BYTES'],
  'base/picture-signature/picture-keys.ts': ['headOfPicture'],
  'base/picture-signature/signature-format.ts': ['COLOUR_SIDE', 'GREY_SIDE', 'writeSignature'],
  'base/picture-signature/turn.ts': ['turnGrid'],
  'engine/duplicates/cluster.ts': ['cluster'],
  'engine/duplicates/duplicates.ts': ['Duplicates'],
  'engine/duplicates/index/picture-index.ts': ['PictureIndex'],
  'engine/folder-registry.ts': ['FolderRegistry'],
  'engine/store/job-facts.ts': ['arriving'],
  'engine/store/ledger.ts': ['Ledger'],
  'engine/store/open-store.ts': ['openStore'],
  'engine/store/pictures.ts': ['putPicture'],
  'engine/store/whereabouts.ts': ['Whereabouts'],
  'shared/model/folder.ts': ['folderSettingsSchema'],
  'shared/model/settings.ts': ['generalSettingsSchema'],
};

/** @param options `{ pictures = 100000, asked = 200, runs = 3, isQuick }` */
export async function run({ isQuick = false, pictures = isQuick ? 3_000 : 100_000, asked = isQuick ? 20 : 200, runs = isQuick ? 1 : 3 } = {}) {
  const place = makeFolder('grouping');
  try {
    const parts = await fromSource('grouping', PARTS);
    const signatures = drawAll(parts, pictures);
    const inMemory = [];
    for (let i = 0; i < runs; i += 1) inMemory.push(groupAll(parts, signatures));
    fill(parts, place, signatures);
    const started = await startEngine(parts, place, signatures, asked);
    return describe({ pictures, inMemory, started });
  } finally {
    removeFolder(place);
  }
}

/** The last ones are copies of the first ones. */
function drawAll(parts, count) {
  const { draw, drawCopy } = signatureDrawer(parts);
  const originals = count - Math.floor(count / ONE_COPY_IN);
  return Array.from({ length: count }, (_, at) => (at < originals ? draw(at) : drawCopy(at - originals)));
}

/** From signatures to groups: index, candidates, comparisons, groups. */
function groupAll({ PictureIndex, HEAD_BYTES, comparePictures, cluster }, signatures) {
  const startedAt = performance.now();
  const index = new PictureIndex();
  for (const [id, signature] of signatures.entries()) index.add(id, signature.subarray(0, HEAD_BYTES));
  const indexedAt = performance.now();
  const steps = index.neighbours();
  let step = steps.next();
  while (!step.done) step = steps.next();
  const foundAt = performance.now();
  const alike = new Map();
  const link = (one, other, likeness) => alike.set(one, (alike.get(one) ?? new Map()).set(other, likeness));
  let compared = 0;
  for (const [one, others] of step.value) {
    for (const other of others) {
      if (one > other) continue;
      compared += 1;
      const { tier, likeness } = comparePictures(signatures[one], signatures[other]);
      if (tier !== 'samePicture') continue;
      link(one, other, likeness);
      link(other, one, likeness);
    }
  }
  const groups = groupsOf(alike, cluster);
  return { ms: performance.now() - startedAt, indexMs: indexedAt - startedAt, candidatesMs: foundAt - indexedAt, compared, groups };
}

/** What hangs together, parted as the engine parts it. */
function groupsOf(alike, cluster) {
  const groups = [];
  const seen = new Set();
  for (const start of alike.keys()) {
    if (seen.has(start)) continue;
    const around = [];
    for (const next = [start]; next.length > 0; ) {
      const one = next.pop();
      if (seen.has(one)) continue;
      seen.add(one);
      around.push(one);
      next.push(...alike.get(one).keys());
    }
    groups.push(...cluster(around, (one) => alike.get(one)));
  }
  return groups;
}

/** A ledger that knows all of them as read, and as compared with nothing. */
function fill({ openStore, Ledger, FolderRegistry, folderSettingsSchema, putPicture, arriving }, data, signatures) {
  const { database } = openStore(data);
  const ledger = new Ledger(database);
  const folder = new FolderRegistry(database, data).put(subfolder(data, 'pictures'), folderSettingsSchema.parse({ name: 'Pictures' }), { configured: true, ignoreExisting: false });
  for (let first = 0; first < signatures.length; first += FILES_PER_WRITE) {
    database.transaction((writer) => {
      for (const [at, signature] of signatures.slice(first, first + FILES_PER_WRITE).entries()) fillOne({ ledger, putPicture, arriving }, writer, folder.id, first + at, signature);
    });
  }
  database.close();
}

const sha256Of = (number) => number.toString(16).padStart(64, '0');

function fillOne({ ledger, putPicture, arriving }, writer, folderId, number, signature) {
  const sha256 = sha256Of(number);
  const sighting = { path: `${number}.jpg`, gone: false, special: null, size: 4_000_000 + number, mtimeMs: 1, ctimeMs: 1, dev: '1', ino: String(number + 1) };
  const { jobId } = ledger.insertFile(writer, folderId, sighting, arriving(), { trigger: 'live', now: 1 });
  const { lastId: reportId } = writer.run(
    `INSERT INTO reports (sha256, processor, processor_version, options, data, table_count, warnings, text_length, page_count, created_at)
     VALUES (?, 'image', 1, '', '{"kind":"image","format":"jpeg"}', 0, '[]', 0, 1, 1)`,
    sha256,
  );
  writer.run(`UPDATE jobs SET state = 'done', marks = 'dddddd', sha256 = ?, kind = 'image', report_id = ?, settled_at = 1 WHERE id = ?`, sha256, reportId, jobId);
  putPicture(writer, { reportId, sha256, width: 4_000, height: 3_000, sharpness: 1, brightness: 1, contrast: 1, noise: 1, faceCount: null, signature });
}

/** One start that compares all, one that finds all compared; then new pictures, of each second of which a copy is there. */
async function startEngine(parts, data, signatures, asked) {
  const anew = await startOnce(parts, data, async () => null);
  const again = await startOnce(parts, data, (model) => askAboutNew(parts, model, signatures.length, asked));
  return { anew, again };
}

async function startOnce({ Duplicates, FolderRegistry, openStore, Ledger, Whereabouts, folderSettingsSchema, generalSettingsSchema }, data, act) {
  const { database } = openStore(data);
  const ledger = new Ledger(database);
  const folders = new FolderRegistry(database, data);
  folders.put(subfolder(data, 'pictures'), folderSettingsSchema.parse({ name: 'Pictures' }), { configured: true, ignoreExisting: false });
  const faults = [];
  const log = { info() {}, warn: (event) => faults.push(event), error: (event, fields) => faults.push(`${event}: ${fields?.error}`), close() {} };
  const { model } = new Duplicates({
    database,
    ledger,
    whereabouts: new Whereabouts(database, ledger),
    settings: { general: generalSettingsSchema.parse({}) },
    folders,
    log,
    dataFolder: join(data, 'vault'),
    revised() {},
    settled() {},
  });
  const startedAt = performance.now();
  model.start();
  await model.caughtUp();
  const ms = performance.now() - startedAt;
  const groups = model.lists.list('samePicture', false, 'name').length;
  const answer = await act(model);
  await model.close();
  database.close();
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return { ms, groups, answer };
}

async function askAboutNew(parts, model, count, asked) {
  const { draw, drawCopy } = signatureDrawer(parts);
  const originals = count - Math.floor(count / ONE_COPY_IN);
  const times = [];
  let right = 0;
  for (let i = 0; i < asked; i += 1) {
    const isCopy = i % 2 === 0;
    const picture = isCopy ? drawCopy((i * 7_919) % originals) : draw(count + i);
    const startedAt = performance.now();
    const tiers = await model.likeTiersOfNew(sha256Of(count + i), { picture, text: null });
    times.push(performance.now() - startedAt);
    if (tiers.includes('samePicture') === isCopy) right += 1;
  }
  return { times, right: (100 * right) / asked };
}

function describe({ pictures, inMemory, started: { anew, again } }) {
  const name = `${pictures} pictures`;
  const { compared, groups, indexMs, candidatesMs } = inMemory[0];
  const expected = Math.floor(pictures / ONE_COPY_IN);
  const right = groups.filter((group) => group.length === 2 && Math.abs(group[0] - group[1]) === pictures - expected).length;
  const { times } = again.answer;
  return [
    row({ name: `grouping ${name} anew, signatures in memory`, values: inMemory.map(({ ms }) => ms), unit: 'ms', floor: atMost(2_000), note: `index ${Math.round(indexMs)} ms, candidates ${Math.round(candidatesMs)} ms, then ${compared} comparisons; one in ${ONE_COPY_IN} is there twice` }),
    row({ name: `grouping ${name}: copies in groups of their own`, values: (100 * right) / expected, unit: '%', floor: atLeast(100), note: `${groups.length} groups` }),
    row({ name: `grouping ${name} anew as the engine starts`, values: anew.ms, unit: 'ms', note: `from the ledger to lists of ${anew.groups} groups, with pauses for others, all written down` }),
    row({ name: `the next start with ${name}`, values: again.ms, unit: 'ms', note: 'nothing has to be compared' }),
    row({ name: `one new picture against ${name}`, values: percentile(times, 0.5), unit: 'ms', floor: atMost(5), note: `median of ${times.length}, p95 ${percentile(times, 0.95).toFixed(1)} ms; of each second one a copy is there; ${again.answer.right.toFixed(1)} % answered rightly` }),
  ];
}
