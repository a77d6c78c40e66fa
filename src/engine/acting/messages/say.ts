import { FilemillError } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';
import type { NewNotice } from '../../store/notices';
import { templateOf } from '../../rules/template-of';
import type { Acted, StepContext, Tools } from '../action';
import { t } from '../../../shared/words/words';

/** What people read at a glance. */
const MOST_CHARACTERS = 500;

/** A template of a message, filled: for people's eyes, on one line, not too long. */
export function sayingOf(written: string, { values, file }: StepContext): string {
  const said = displayName(templateOf(written).text({ ...values, source: file.source }).replace(/\s+/g, ' ').trim());
  return said.length > MOST_CHARACTERS ? `${said.slice(0, MOST_CHARACTERS - 1)}…` : said;
}

/** Keeps a message in the list of notices, and has it shown. */
export async function say(notice: Pick<NewNotice, 'level' | 'title' | 'message'>, { file, rule }: StepContext, { journal, mill }: Tools, logged: Record<string, unknown>): Promise<Acted> {
  if (notice.message === '') throw new FilemillError('action.failed', t('The message came out empty.'), { hint: t('Add something to it that is never empty.') });
  const whole: NewNotice = { ...notice, rule, fileId: file.fileId };
  const effectId = await journal.note({ action: 'message', source: file.source, target: '', data: notice }, (writer) => mill.notices.keep(writer, whole));
  mill.notices.tell(whole);
  return { state: 'done', sentence: t('Said: {message}', { message: notice.message }), target: null, effectId, logged };
}
