import { FilemillError } from '../../shared/errors/filemill-error';
import type { Database } from '../store/database';
import { Effects, type Effect } from '../store/effects';
import { Tags } from '../store/tags';
import { tagChangeSchema } from './tag-change';
import { t } from '../../shared/words/words';

/** Takes tags away again that a rule gave, and gives those back that it took away. @throws FilemillError `effect.final` */
export function undoTag(database: Database, { id, fileId, data }: Pick<Effect, 'id' | 'fileId' | 'data'>): void {
  const { added, removed } = tagChangeSchema.parse(JSON.parse(data ?? '{}'));
  const tags = new Tags(database);
  const isUndone = database.transaction((writer) => {
    if (!new Effects(database).move(writer, id, 'done', 'undone')) return false;
    tags.remove(writer, fileId, added);
    tags.add(writer, fileId, removed);
    return true;
  });
  if (!isUndone) throw new FilemillError('effect.final', t('It can’t be taken back any more.'), { hint: t('Nothing was changed.') });
}
