import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { atomicWrite } from '../base/atomic-write';
import { listLanguages, SHIPPED_LANGUAGE } from '../base/trained-data';
import { FilemillError } from '../shared/errors/filemill-error';
import type { Language } from '../shared/model/language';
import { KNOWN_LANGUAGES } from './known-languages';
import { readTrainedData } from './read-trained-data';
import { t } from '../shared/words/words';

const SUFFIX = '.traineddata';

/** Trained data for OCR: English ships, further languages are added from files and lie in the data folder. */
export class Languages {
  /** @param folder where added languages lie, as `<code>.traineddata` */
  constructor(readonly folder: string) {}

  list(): Language[] {
    return [shipped(), ...this.codes().map((code) => this.describe(code))];
  }

  /**
   * Adds what a file holds: trained data, gzipped or not, or a package of the npm registry with some.
   *
   * @throws FilemillError `file.invalid`, `file.tooLarge`, `file.vanished`
   */
  async add(path: string): Promise<Language[]> {
    const found = await readTrainedData(path);
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    for (const { code, data } of found) {
      if (code === SHIPPED_LANGUAGE) {
        throw new FilemillError('file.invalid', t('English is there already.'), { hint: t('Filemill ships it.') });
      }
      atomicWrite(join(this.folder, code + SUFFIX), data);
    }
    return found.map(({ code }) => this.describe(code));
  }

  remove(code: string): void {
    if (code === SHIPPED_LANGUAGE) throw new FilemillError('usage.invalid', t('English ships with Filemill and stays.'));
    rmSync(join(this.folder, code + SUFFIX), { force: true });
  }

  /** What is added here is unpacked. */
  private codes(): string[] {
    return listLanguages(this.folder).flatMap(({ code, path, isShipped }) => (!isShipped && path.endsWith(SUFFIX) ? [code] : []));
  }

  private describe(code: string): Language {
    const path = join(this.folder, code + SUFFIX);
    const data = readFileSync(path);
    const sha256 = createHash('sha256').update(data).digest('hex');
    const known = KNOWN_LANGUAGES[code];
    return {
      code,
      name: known?.name ?? code,
      origin: 'added',
      bytes: data.length,
      sha256,
      addedAt: Math.round(statSync(path).mtimeMs),
      isKnown: known?.sha256 === sha256,
    };
  }
}

function shipped(): Language {
  const { name, bytes, sha256 } = KNOWN_LANGUAGES[SHIPPED_LANGUAGE] as { name: string; bytes: number; sha256: string };
  return { code: SHIPPED_LANGUAGE, name, origin: 'shipped', bytes, sha256, addedAt: null, isKnown: true };
}
