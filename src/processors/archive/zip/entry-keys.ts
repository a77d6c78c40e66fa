import { createRequire } from 'node:module';
import type { FilemillError } from '../../../shared/errors/filemill-error';
import { needsPassword } from '../bytes/archive-failure';
import { aesHeaderBytes, ZipAes } from './zip-aes';
import { ZIP_CRYPTO_HEADER_BYTES, ZipCrypto } from './zip-crypto';
import { HAS_DESCRIPTOR, type ZipFields } from './zip-fields';

/** A try takes half a millisecond: many entries and many passwords would take an hour. After these only passwords that opened one are tried. */
const MOST_VAIN_TRIES = 20_000;

/** What decrypts the data of one entry. */
export type Decryption = ZipCrypto | ZipAes;

/** A password that may open an entry. */
export interface KeyCandidate {
  /** It has opened an entry before. */
  readonly isProven: boolean;
  /** From the first byte after the header; anew each time. */
  decrypt(): Decryption;
  /** It has opened this entry. */
  prove(): void;
}

/** The passwords of an archive; the one that opened an entry is tried first on the next. */
export class EntryKeys {
  private readonly passwords: Buffer[];
  private readonly proven = new Set<Buffer>();
  private vainTries = 0;

  constructor(passwords: readonly string[]) {
    this.passwords = passwords.flatMap(bytesOfPassword);
  }

  /** Bytes before the data that are needed to try a password. */
  headerBytes(item: ZipFields): number {
    return item.aes ? aesHeaderBytes(item.aes.strength) : ZIP_CRYPTO_HEADER_BYTES;
  }

  /**
   * Those that may open it, by the check bytes: with the old encryption one wrong password of 256 passes.
   *
   * @param header as many bytes as {@link headerBytes} says; left as they are
   */
  *candidates(item: ZipFields, header: Buffer): Generator<KeyCandidate, void, undefined> {
    for (const password of [...this.passwords]) {
      if (this.vainTries >= MOST_VAIN_TRIES && !this.proven.has(password)) continue;
      const { aes } = item;
      const open = (): Decryption | null => (aes ? ZipAes.open(header, aes.strength, password) : openOld(header, item, password));
      const first = open();
      if (!first) {
        if (aes) this.vainTries += 1;
        continue;
      }
      let unused: Decryption | null = first;
      const decrypt = (): Decryption => {
        const decryption = unused ?? open() ?? first;
        unused = null;
        return decryption;
      };
      yield { isProven: this.proven.has(password), decrypt, prove: () => this.putFirst(password) };
    }
  }

  missing(): FilemillError {
    return needsPassword(this.passwords.length);
  }

  private putFirst(password: Buffer): void {
    this.proven.add(password);
    const at = this.passwords.indexOf(password);
    if (at <= 0) return;
    this.passwords.splice(at, 1);
    this.passwords.unshift(password);
  }
}

function openOld(header: Buffer, item: ZipFields, password: Buffer): ZipCrypto | null {
  const cipher = new ZipCrypto(password);
  const plain = Buffer.from(header);
  cipher.decrypt(plain);
  const check = plain[ZIP_CRYPTO_HEADER_BYTES - 1];
  const fits = check === item.crc >>> 24 || ((item.flags & HAS_DESCRIPTOR) !== 0 && check === item.dosTime >>> 8);
  return fits ? cipher : null;
}

/** ZIP does not say how a password becomes bytes: UTF-8 today, the code page of the machine in former times. */
function bytesOfPassword(password: string): Buffer[] {
  const modern = Buffer.from(password, 'utf8');
  if (modern.length === password.length) return [modern];
  const { encode } = createRequire(import.meta.url)('iconv-lite') as typeof import('iconv-lite');
  return [modern, ...['cp437', 'win1252', 'cp866', 'cp932', 'gbk'].map((name) => encode(password, name))];
}
