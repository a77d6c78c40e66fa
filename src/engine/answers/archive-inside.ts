import type { EngineApi } from '../../shared/contract/engine-api';
import type { Handlers } from '../../shared/rpc/define-api';
import type { Engine } from '../engine';
import { archiveEntries } from './archive-entries';
import { archiveMember, previewMember } from './archive-member';
import { relatedOf } from './related';

type Answered = 'archives.entries' | 'archives.member' | 'archives.preview' | 'files.related';

/** What the engine answers about what lies in archives. Complete by type. */
export function insideHandlers(engine: Engine): Pick<Handlers<EngineApi>, Answered> {
  return {
    'archives.entries': (input, { signal }) => archiveEntries(engine, input, signal),
    'archives.member': (input, { signal }) => archiveMember(engine, input, signal),
    'archives.preview': (input, { signal }) => previewMember(engine, input, signal),
    'files.related': ({ id }) => relatedOf(engine, id),
  };
}
