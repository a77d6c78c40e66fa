import type { OpenFile } from '../../kit/open-file';
import { gunzip, newGzipFacts } from '../bytes/gunzip';
import { Inflater } from '../bytes/inflater';
import type { TarSource } from './tar-source';
import { t } from '../../../shared/words/words';

export function gzippedTar(file: OpenFile, signal: AbortSignal): TarSource {
  const inflater = new Inflater();
  let facts = newGzipFacts();
  return {
    type: 'tar.gz',
    file: null,
    pieces: () => {
      facts = newGzipFacts();
      return gunzip(file.chunks(undefined, signal), inflater, facts);
    },
    warnings: () => (facts.hasRubbish ? [t('Bytes behind its end do not belong to it.')] : []),
    close: () => Promise.resolve(inflater.close()),
  };
}
