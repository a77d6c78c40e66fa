import { FilemillError } from '../../../shared/errors/filemill-error';
import type { SpecOf } from '../../../shared/model/action';
import { displayName } from '../../../shared/model/display-name';
import { Tags } from '../../store/tags';
import { needsOfTemplates, templateOf } from '../../rules/template-of';
import { tagChange } from '../../tags/tag-change';
import type { SideAction, StepContext } from '../action';
import { t } from '../../../shared/words/words';

/** Gives the file tags, and takes others away. */
export const tagAction: SideAction<'tag'> = {
  kind: 'side',
  name: 'tag',
  needs: ({ add, remove }) => needsOfTemplates(...add, ...remove),
  check({ add, remove }) {
    if (add.length + remove.length === 0) throw new FilemillError('settings.invalid', t('The action “tag” has no tag.'), { hint: t('Write which one to add or to remove: tag: {add: [invoice]}.') });
    for (const tag of [...add, ...remove]) templateOf(tag);
  },
  plan(spec, context) {
    const { add, remove } = filled(spec, context);
    return { sentence: planned(listed(add), listed(remove)), target: null, isDestructive: false };
  },
  async act(spec, context, { journal, mill }) {
    const { file } = context;
    const tags = new Tags(mill.database);
    const { add, remove } = filled(spec, context);
    const change = tagChange(tags.of(file.fileId), add, remove);
    const { added, removed } = change;
    if (added.length + removed.length === 0) return { state: 'skipped', sentence: t('It has these tags already'), target: null, effectId: null, logged: { action: 'tag', added, removed } };
    const effectId = await journal.note({ action: 'tag', source: file.source, target: '', data: change }, (writer) => {
      tags.remove(writer, file.fileId, removed);
      tags.add(writer, file.fileId, added);
    });
    mill.revised();
    return { state: 'done', sentence: done(listed(added), listed(removed)), target: null, effectId, logged: { action: 'tag', added, removed } };
  },
};

/** Those that come out as nothing are none. */
function filled({ add, remove }: SpecOf<'tag'>, { values, file }: StepContext): { add: string[]; remove: string[] } {
  const fill = (written: readonly string[]): string[] => tagChange([], written.map((tag) => templateOf(tag).text({ ...values, source: file.source })), []).added;
  return { add: fill(add), remove: fill(remove) };
}

const listed = (tags: readonly string[]): string => tags.map((tag) => t('“{name}”', { name: displayName(tag) })).join(', ');

function planned(add: string, remove: string): string {
  if (add !== '' && remove !== '') return t('Tag it {add} and take the tag {remove} away', { add, remove });
  if (add !== '') return t('Tag it {add}', { add });
  return remove === '' ? t('Leave its tags as they are') : t('Take the tag {remove} away', { remove });
}

function done(added: string, removed: string): string {
  if (removed === '') return t('Tagged it {added}', { added });
  return added === '' ? t('Took the tag {removed} away', { removed }) : t('Tagged it {added} and took the tag {removed} away', { added, removed });
}
