import { t } from '../../../shared/words/words';
import { formatSize } from '../../format/size';

interface Content {
  readonly files: number;
  readonly folders: number;
  readonly bytes: number;
}

/** What goes into an archive or comes out of it: "40 files in 3 folders, 12 MB" */
export function contentWords({ files, folders, bytes }: Content): string {
  const size = formatSize(bytes);
  return folders > 0
    ? t('{files, plural, one {# file} other {# files}} in {folders, plural, one {# folder} other {# folders}}, {size}', { files, folders, size })
    : t('{files, plural, one {# file} other {# files}}, {size}', { files, size });
}
