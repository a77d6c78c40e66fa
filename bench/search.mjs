import { fromSource } from './kit/from-source.mjs';
import { percentile, randomNumbers } from './kit/numbers.mjs';
import { atMost, row } from './kit/rows.mjs';
import { fillLedger } from './kit/searched-ledger.mjs';
import { makeFolder, removeFolder } from './kit/temporary.mjs';

const PARTS = {
  'engine/store/open-store.ts': ['openStore'],
  'engine/store/history.test-kit.ts': ['LedgerMaker'],
  'engine/store/reports.ts': ['Reports'],
  'engine/store/file-rows.ts': ['pageOfFiles'],
};
const LIMIT_MS = 50;
const PAGE = 100;
const DAY_MS = 86_400_000;

/** What people type, with other words from call to call. */
function queriesOf(words, files, random) {
  const among = (from, to) => words[from + Math.floor(random() * (to - from))];
  const swapped = (word) => word.slice(0, 3) + word[4] + word[3] + word.slice(5);
  const long = words.filter((word) => word.length >= 8 && word[3] !== word[4]);
  const someLong = () => long[Math.floor(random() * long.length)];
  const someFile = () => 1 + Math.floor(random() * files);
  return {
    'a common word': () => among(0, 20),
    'a rare word': () => among(20_000, 30_000),
    'three letters of a word': () => among(0, 2_000).slice(0, 3),
    'two words': () => `${among(0, 50)} ${among(50, 500)}`,
    'a phrase': () => `"${among(0, 20)} ${among(0, 20)}"`,
    'a number': () => `D${someFile()}`,
    'a name': () => String(someFile()).padStart(6, '0'),
    'a misspelt word': () => swapped(someLong()),
    'two words, one misspelt': () => `${among(0, 50)} ${swapped(someLong())} `,
    'words and conditions': () => `${among(0, 50)} type:pdf state:failed since:${1 + Math.floor(random() * 3_000)}d`,
    'text:': () => `text:${among(50, 500)} folder:"folder 1"`,
    'conf:': () => `conf:<${41 + Math.floor(random() * 50)}`,
    'since:': () => `since:${new Date(Date.now() - Math.floor(random() * 30) * DAY_MS).toISOString().slice(0, 10)}`,
    'state:': () => `state:failed type:pdf`,
    'nothing that is there': () => `"${among(0, 20)} nowhere"`,
  };
}

/** @param options `{ files = 100000, calls = 101, isQuick }` */
export async function run({ isQuick = false, files = isQuick ? 3_000 : 100_000, calls = isQuick ? 11 : 101 } = {}) {
  const place = makeFolder('search');
  const { openStore, pageOfFiles, ...parts } = await fromSource('search', PARTS);
  const { database } = openStore(place);
  try {
    const { words } = fillLedger(database, parts, files);
    const queries = queriesOf(words, files, randomNumbers(1));
    return Object.entries(queries).flatMap(([what, ask]) => {
      const times = [];
      let found = 0;
      for (let i = 0; i < calls; i += 1) {
        const query = ask();
        const startedAt = performance.now();
        const { total } = pageOfFiles(database, { query, foldsCopies: true }, 'relevance', 0, PAGE);
        times.push(performance.now() - startedAt);
        found += total;
      }
      const note = `${files.toLocaleString('en')} documents; the first page of ${PAGE} with its snippets, ${(found / calls).toFixed(0)} found on average`;
      return [
        row({ name: `search, ${what}`, values: times, unit: 'ms', floor: atMost(LIMIT_MS), note }),
        row({ name: `search, ${what}, 95 %`, values: percentile(times, 0.95), unit: 'ms', floor: atMost(LIMIT_MS), note: `of ${calls}` }),
      ];
    });
  } finally {
    database.close();
    removeFolder(place);
  }
}
