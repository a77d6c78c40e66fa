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
    const parts = [add.length > 0 ? `tag it ${listed(add)}` : '', remove.length > 0 ? `take the tag ${listed(remove)} away` : ''].filter((part) => part !== '');
    return { sentence: capital(parts.join(' and ') || 'leave its tags as they are'), target: null, isDestructive: false };
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
    const parts = [added.length > 0 ? `tagged it ${listed(added)}` : '', removed.length > 0 ? `took the tag ${listed(removed)} away` : ''].filter((part) => part !== '');
    return { state: 'done', sentence: capital(parts.join(' and ')), target: null, effectId, logged: { action: 'tag', added, removed } };
  },
};

/** Those that come out as nothing are none. */
function filled({ add, remove }: SpecOf<'tag'>, { values, file }: StepContext): { add: string[]; remove: string[] } {
  const fill = (written: readonly string[]): string[] => tagChange([], written.map((tag) => templateOf(tag).text({ ...values, source: file.source })), []).added;
  return { add: fill(add), remove: fill(remove) };
}

const listed = (tags: readonly string[]): string => tags.map((tag) => `“${displayName(tag)}”`).join(', ');
const capital = (sentence: string): string => (sentence[0]?.toUpperCase() ?? '') + sentence.slice(1);
