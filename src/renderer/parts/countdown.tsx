import type { ReactNode } from 'react';
import { formatSpan } from '../format/duration';
import { formatMoment } from '../format/time';
import { useNow } from '../state/use-now';
import { t } from '../../shared/words/words';

/** How long until then, by the page's clock: "in 12 s", "now". */
export function Countdown({ dueAt }: { dueAt: number }): ReactNode {
  const seconds = Math.ceil((dueAt - useNow(1000)) / 1000);
  return (
    <time dateTime={new Date(dueAt).toISOString()} title={t('Looked at again {moment}', { moment: formatMoment(dueAt) })}>
      {seconds > 0 ? t('in {span}', { span: formatSpan(seconds) }) : t('now')}
    </time>
  );
}
