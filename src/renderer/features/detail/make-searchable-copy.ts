import { displayName } from '../../../shared/model/display-name';
import { callEngine } from '../../engine-client/engine-client';
import { callShell } from '../../engine-client/shell-client';
import { formatSize } from '../../format/size';
import { attempt, useToasts } from '../../state/toast-store';
import { t } from '../../../shared/words/words';

/** Writes a copy with the text of OCR behind its pages, says where it lies, and leaves the original alone. */
export async function makeSearchableCopy(id: number): Promise<void> {
  const { show, dismiss } = useToasts.getState();
  const underWay = show({ text: t('Making a searchable copy…'), tone: 'plain' });
  await attempt(async () => {
    const { name, bytes } = await callEngine('files.searchable', { id });
    show({
      text: t('Searchable copy made'),
      hint: t('{name}, {bytes}. The original is as it was.', { name: displayName(name), bytes: formatSize(bytes) }),
      tone: 'plain',
      action: { label: t('Show'), run: () => void attempt(() => callShell('export.reveal', { name })) },
    });
  });
  dismiss(underWay);
}
