import { FilemillError } from '../../shared/errors/filemill-error';
import type { Database } from '../store/database';
import { Tags } from '../store/tags';
import { tagChange } from './tag-change';
import { t } from '../../shared/words/words';

/** Gives tags to files and takes others away, as a person wishes. @throws FilemillError `usage.invalid` for an empty tag */
export function tagFiles(database: Database, ids: readonly number[], add: readonly string[], remove: readonly string[]): void {
  const tags = new Tags(database);
  if (tagChange([], add, []).added.length === 0 && add.length > 0) throw new FilemillError('usage.invalid', t('A tag needs at least one letter.'), { hint: t('Write another one.') });
  database.transaction((writer) => {
    for (const id of ids) {
      const isThere = database.get('SELECT 1 FROM files WHERE id = ?', id) !== undefined;
      if (!isThere) continue;
      const { added, removed } = tagChange(tags.of(id), add, remove);
      tags.remove(writer, id, removed);
      tags.add(writer, id, added);
    }
  });
}
