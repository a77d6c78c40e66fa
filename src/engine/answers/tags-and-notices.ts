import type { EngineApi } from '../../shared/contract/engine-api';
import type { Handlers } from '../../shared/rpc/define-api';
import type { Notices } from '../notices/notices';
import type { Database } from '../store/database';
import { Tags } from '../store/tags';
import { tagFiles } from '../tags/tag-files';

type Answered = 'files.tag' | 'tags.list' | 'notices.page' | 'notices.read';

interface Engine {
  readonly database: Database;
  readonly notices: Notices;
  revise(): void;
}

export function tagAndNoticeHandlers(engine: Engine): Pick<Handlers<EngineApi>, Answered> {
  const { database, notices } = engine;
  return {
    'files.tag': ({ ids, add, remove }) => {
      tagFiles(database, ids, add, remove);
      engine.revise();
      return {};
    },
    'tags.list': () => ({ tags: new Tags(database).list() }),
    'notices.page': ({ offset, limit }) => notices.page(offset, limit),
    'notices.read': ({ ids }) => {
      notices.markRead(ids);
      return {};
    },
  };
}
