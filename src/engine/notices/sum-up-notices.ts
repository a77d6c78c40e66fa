import { NOTICE_LEVELS } from '../../shared/model/notice';
import type { ShownNotice } from '../workers/process-host';

/** Of each that is named. */
const MESSAGE_LENGTH = 80;
const MOST_NAMED = 3;

/** What the screen shows of those of one moment: the one, or their number and the first of them. Null for none. */
export function sumUpNotices(notices: readonly ShownNotice[]): ShownNotice | null {
  const [only] = notices;
  if (notices.length <= 1) return only ?? null;
  const level = NOTICE_LEVELS[Math.max(...notices.map((notice) => NOTICE_LEVELS.indexOf(notice.level)))] ?? 'info';
  const named = [...new Set(notices.map(({ message }) => (message.length > MESSAGE_LENGTH ? `${message.slice(0, MESSAGE_LENGTH - 1)}…` : message)))];
  const more = named.length > MOST_NAMED ? ['…'] : [];
  return { title: `${notices.length.toLocaleString('en')} notices`, message: [...named.slice(0, MOST_NAMED), ...more].join('\n'), level, fileId: null };
}
