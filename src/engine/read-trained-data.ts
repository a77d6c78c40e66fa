import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { FilemillError } from '../shared/errors/filemill-error';
import { languageCodeSchema } from '../shared/model/folder';
import { t } from '../shared/words/words';

/** The largest official data is 50 MB. */
const MAX_FILE_BYTES = 100e6;
const MAX_UNPACKED_BYTES = 300e6;
const NAME = /(?:^|\/)([^/]+)\.traineddata(\.gz)?$/;
/** In packages of the npm registry (@tesseract.js-data): the small, exact variant is taken. */
const PREFERRED = '4.0.0_best_int/';
const TAR_BLOCK = 512;
/** Entry of the neural network in trained data (tesseract-ocr: src/ccutil/tessdatamanager.h). */
const LSTM_ENTRY = 17;
const MAX_ENTRIES = 64;

export interface TrainedData {
  code: string;
  data: Buffer;
}

/**
 * The trained data that a file holds: `<code>.traineddata`, the same gzipped, or a package of the npm registry (.tgz).
 *
 * @throws FilemillError `file.vanished`, `file.tooLarge`, `file.invalid`
 */
export async function readTrainedData(path: string): Promise<TrainedData[]> {
  const stats = await stat(path).catch(() => null);
  if (!stats?.isFile()) throw new FilemillError('file.vanished', t('There is no such file.'), { hint: t('Choose it again.') });
  if (stats.size > MAX_FILE_BYTES) throw new FilemillError('file.tooLarge', t('This is too large for trained data.'));
  const bytes = await unpack(await readFile(path));
  const match = NAME.exec(basename(path));
  if (match?.[1]) return [checked(match[1], bytes)];
  const members = tarMembers(bytes).filter(({ name }) => NAME.test(name));
  const preferred = members.filter(({ name }) => name.includes(PREFERRED));
  const wanted = preferred.length > 0 ? preferred : members;
  if (wanted.length === 0) throw invalid(t('It holds no file that ends with .traineddata.'));
  return Promise.all(wanted.map(async ({ name, data }) => checked(NAME.exec(name)?.[1] ?? '', await unpack(data))));
}

async function unpack(bytes: Buffer): Promise<Buffer> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch (cause) {
    throw invalid(cause instanceof Error ? cause.message : String(cause));
  }
}

/** A list of parts with their offsets; the neural network must be among them. */
function checked(code: string, data: Buffer): TrainedData {
  if (!languageCodeSchema.safeParse(code).success) throw invalid(t('“{code}” is no name of a language.', { code }));
  const entries = data.length < 4 ? 0 : data.readInt32LE(0);
  const tableEnd = 4 + entries * 8;
  if (entries <= 0 || entries > MAX_ENTRIES || data.length <= tableEnd) throw invalid(t('It does not begin like trained data.'));
  for (let entry = 0; entry < entries; entry += 1) {
    const offset = data.readBigInt64LE(4 + entry * 8);
    if (offset < -1n || offset > BigInt(data.length)) throw invalid(t('Its table of parts is damaged.'));
  }
  const hasNetwork = entries > LSTM_ENTRY && data.readBigInt64LE(4 + LSTM_ENTRY * 8) > 0n;
  if (!hasNetwork) throw invalid(t('It is for an older engine: it has no neural network.'));
  return { code, data };
}

function tarMembers(bytes: Buffer): { name: string; data: Buffer }[] {
  const members: { name: string; data: Buffer }[] = [];
  const text = (from: number, length: number): string => bytes.toString('utf8', from, from + length).replace(/\0.*$/s, '');
  for (let at = 0; at + TAR_BLOCK <= bytes.length && bytes[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12).trim(), 8);
    if (!Number.isSafeInteger(size) || size < 0) throw invalid(t('It is neither trained data nor a package that can be read.'));
    const prefix = text(at + 345, 155);
    const name = text(at, 100);
    const start = at + TAR_BLOCK;
    members.push({ name: prefix ? `${prefix}/${name}` : name, data: bytes.subarray(start, start + size) });
    at = start + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
  }
  return members;
}

function invalid(details: string): FilemillError {
  return new FilemillError('file.invalid', t('This is no trained data for OCR.'), {
    hint: t('Choose a .traineddata file, or a package @tesseract.js-data of the language.'),
    details,
  });
}
