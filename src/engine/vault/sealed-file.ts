import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { toFsPath } from '../../base/byte-name';
import { FilemillError } from '../../shared/errors/filemill-error';
import { t } from '../../shared/words/words';

/**
 * How an encrypted file of the vault is laid out: `FMVAULT1`, 24 random bytes, then pieces of a megabyte, each encrypted with
 * AES-256-GCM and followed by its tag. A piece's nonce is the number of the piece; its key belongs to the file alone, drawn
 * from the vault's key and the random bytes. The last piece says that it is the last, so that a file that was cut short is
 * told from a whole one (the STREAM construction: Hoang, Reyhanitabar, Rogaway, Vizár 2015).
 */
const MAGIC = Buffer.from('FMVAULT1');
const SALT_BYTES = 24;
const HEAD_BYTES = MAGIC.length + SALT_BYTES;
const PIECE_BYTES = 1024 * 1024;
const TAG_BYTES = 16;
const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const NEW_FLAGS = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/** What the names of encrypted files end with. */
export const SEALED_ENDING = '.fmvault';

/** Whether it is one, by its name and its first bytes. */
export function isSealed(path: string): boolean {
  if (!path.endsWith(SEALED_ENDING)) return false;
  const descriptor = openSync(toFsPath(path), READ_FLAGS);
  try {
    const head = Buffer.alloc(MAGIC.length);
    return readSync(descriptor, head, 0, head.length, 0) === head.length && head.equals(MAGIC);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Writes the file encrypted, through to the disk, and reads it again. Nothing is left of one that fails.
 *
 * @param to must not be there
 * @returns SHA-256 of what was encrypted
 */
export async function sealFile(from: string, to: string, key: Buffer, signal?: AbortSignal): Promise<string> {
  try {
    const source = await open(toFsPath(from), READ_FLAGS);
    try {
      const sealed = await open(toFsPath(to), NEW_FLAGS, 0o600);
      try {
        const sha256 = await seal(source, sealed, key, signal);
        await sealed.sync();
        const back = createHash('sha256');
        for await (const piece of piecesOf(sealed, key, signal)) back.update(piece);
        if (back.digest('hex') === sha256) return sha256;
        throw new FilemillError('file.changed', t('The copy in the vault did not come out equal to the file.'), { hint: t('The file stays where it is.') });
      } finally {
        await sealed.close();
      }
    } finally {
      await source.close();
    }
  } catch (error) {
    await rm(toFsPath(to), { force: true });
    throw error;
  }
}

/**
 * Writes what was encrypted, through to the disk. Nothing is left of one that fails.
 *
 * @param to must not be there
 * @returns its SHA-256
 * @throws FilemillError `file.damaged` when the bytes are not those that were encrypted
 */
export async function unsealFile(from: string, to: string, key: Buffer, signal?: AbortSignal): Promise<string> {
  try {
    const plain = await open(toFsPath(to), NEW_FLAGS, 0o600);
    try {
      const sha256 = await eachPiece(from, key, (piece) => plain.write(piece).then(() => undefined), signal);
      await plain.sync();
      return sha256;
    } finally {
      await plain.close();
    }
  } catch (error) {
    await rm(toFsPath(to), { force: true });
    throw error;
  }
}

/** SHA-256 of what was encrypted. @throws as {@link unsealFile} */
export const hashSealed = (path: string, key: Buffer, signal?: AbortSignal): Promise<string> => eachPiece(path, key, () => Promise.resolve(), signal);

async function eachPiece(path: string, key: Buffer, take: (piece: Buffer) => Promise<void>, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const sealed = await open(toFsPath(path), READ_FLAGS);
  try {
    for await (const piece of piecesOf(sealed, key, signal)) {
      hash.update(piece);
      await take(piece);
    }
  } finally {
    await sealed.close();
  }
  return hash.digest('hex');
}

async function seal(source: FileHandle, sealed: FileHandle, key: Buffer, signal?: AbortSignal): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const ownKey = keyOf(key, salt);
  const hash = createHash('sha256');
  let at = (await sealed.write(Buffer.concat([MAGIC, salt]))).bytesWritten;
  let piece = await readPiece(source, 0, PIECE_BYTES);
  for (let number = 0; ; number += 1) {
    signal?.throwIfAborted();
    const next: Buffer = piece.length < PIECE_BYTES ? Buffer.alloc(0) : await readPiece(source, (number + 1) * PIECE_BYTES, PIECE_BYTES);
    const isLast = next.length === 0;
    hash.update(piece);
    const cipher = createCipheriv('aes-256-gcm', ownKey, nonceOf(number, isLast));
    const written = Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
    for (let done = 0; done < written.length; ) done += (await sealed.write(written, done, written.length - done, at + done)).bytesWritten;
    at += written.length;
    if (isLast) return hash.digest('hex');
    piece = next;
  }
}

async function* piecesOf(sealed: FileHandle, key: Buffer, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const head = await readPiece(sealed, 0, HEAD_BYTES);
  if (head.length < HEAD_BYTES || !head.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged();
  const ownKey = keyOf(key, head.subarray(MAGIC.length));
  const { size } = await sealed.stat();
  const whole = PIECE_BYTES + TAG_BYTES;
  const count = Math.max(1, Math.ceil((size - HEAD_BYTES) / whole));
  for (let number = 0; number < count; number += 1) {
    signal?.throwIfAborted();
    const piece = await readPiece(sealed, HEAD_BYTES + number * whole, whole);
    if (piece.length < TAG_BYTES) throw damaged();
    const decipher = createDecipheriv('aes-256-gcm', ownKey, nonceOf(number, number === count - 1));
    decipher.setAuthTag(piece.subarray(piece.length - TAG_BYTES));
    try {
      yield Buffer.concat([decipher.update(piece.subarray(0, piece.length - TAG_BYTES)), decipher.final()]);
    } catch (error) {
      throw damaged(error);
    }
  }
}

/** As many bytes as there are, up to the length. */
async function readPiece(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const piece = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(piece, filled, length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return piece.subarray(0, filled);
}

const keyOf = (key: Buffer, salt: Buffer): Buffer => createHash('sha256').update('filemill vault file').update(key).update(salt).digest();

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 4, 6);
  nonce.writeUInt8(isLast ? 1 : 0, 11);
  return nonce;
}

const damaged = (cause?: unknown): FilemillError =>
  new FilemillError('file.damaged', t('The copy in the vault is damaged, or its key is another one.'), { hint: t('Nothing was restored.'), ...(cause === undefined ? {} : { cause }) });
