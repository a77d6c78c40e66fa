import { createHash } from 'node:crypto';
import { randomNumbers } from './numbers.mjs';

const WORDS = 30_000;
const WORDS_EACH = 150;
/** Every so many documents have the bytes of the one before. */
const COPY_EACH = 20;
const BATCH = 1_000;
const SYLLABLES = ['ba', 'cor', 'del', 'en', 'fi', 'gra', 'hol', 'in', 'jo', 'kes', 'la', 'mer', 'no', 'or', 'pre', 'qui', 'ran', 'ser', 'tal', 'un', 'ver', 'win', 'ex', 'yl', 'zo', 'sta', 'tri', 'con'];
const HOUR_MS = 3_600_000;

/** Words that differ, from two to five syllables; the first of them are the most frequent in the texts. */
function vocabulary(random) {
  const words = new Set();
  while (words.size < WORDS) words.add(Array.from({ length: 2 + Math.floor(random() * 4) }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join(''));
  return [...words];
}

/**
 * A ledger of documents as an engine would have read them: their texts in the index, each with a number of its own, some
 * read by OCR, some with tables, every twentieth with the bytes of the one before. How often words occur follows Zipf.
 *
 * @param parts `{ LedgerMaker, Reports }` of the sources
 * @returns {{ words: string[] }} the vocabulary, the most frequent first
 */
export function fillLedger(database, { LedgerMaker, Reports }, count) {
  const random = randomNumbers(count);
  const words = vocabulary(random);
  const someWord = () => words[Math.min(WORDS - 1, Math.floor(WORDS ** random()) - 1)];
  const ledger = new LedgerMaker(database);
  const reports = new Reports(database);
  ledger.folder(1, '/in/documents');
  ledger.folder(2, '/in/scans');
  const now = Date.now();
  let last = null;
  for (let first = 1; first <= count; first += BATCH) {
    const made = database.transaction((writer) =>
      Array.from({ length: Math.min(BATCH, count - first + 1) }, (_, at) => {
        const fileId = first + at;
        if (last === null || fileId % COPY_EACH !== 0) last = putDocument(writer, reports, fileId, random, someWord);
        return {
          fileId,
          folderId: 1 + (fileId % 2),
          path: `${someWord()}/${someWord()}-${String(fileId).padStart(6, '0')}.pdf`,
          mime: 'application/pdf',
          kind: 'document',
          lane: 'documents',
          state: fileId % 50 === 0 ? 'attention' : 'done',
          arrivedAt: now - (count - fileId) * HOUR_MS,
          ...last,
        };
      }),
    );
    ledger.jobs(made);
  }
  while (reports.mergeIndex());
  return { words };
}

function putDocument(writer, reports, fileId, random, someWord) {
  const text = `Document no. D${fileId}\n${Array.from({ length: WORDS_EACH }, someWord).join(' ')}`;
  const sha256 = createHash('sha256').update(text).digest('hex');
  const isScan = fileId % 10 === 0;
  const data = {
    kind: 'document', format: 'pdf', parser: 'bench', metadata: {}, outline: [], attachments: [], pages: [], tables: [],
    ...(isScan ? { ocr: { engine: 'bench', languages: ['eng'], confidence: 40 + random() * 60, preprocessing: [], pages: [], statistics: { characters: text.length, words: WORDS_EACH, lines: 1, blocks: 1 } } } : {}),
    statistics: { characters: text.length, words: WORDS_EACH, lines: 2, tables: 0, pages: 1 },
  };
  const { id } = reports.put(writer, { sha256, processor: 'pdf', processorVersion: 1, options: '{}', data, warnings: [], thumbnail: null, text, pageCount: 1 }, 1);
  return { reportId: id, sha256 };
}
