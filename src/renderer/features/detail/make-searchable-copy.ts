import { displayName } from '../../../shared/model/display-name';
import { callEngine } from '../../engine-client/engine-client';
import { callShell } from '../../engine-client/shell-client';
import { formatSize } from '../../format/size';
import { attempt, useToasts } from '../../state/toast-store';

/** Writes a copy with the text of OCR behind its pages, says where it lies, and leaves the original alone. */
export async function makeSearchableCopy(id: number): Promise<void> {
  const { show, dismiss } = useToasts.getState();
  const underWay = show({ text: 'Making a searchable copy…', tone: 'plain' });
  await attempt(async () => {
    const { name, bytes } = await callEngine('files.searchable', { id });
    show({
      text: 'Searchable copy made',
      hint: `${displayName(name)}, ${formatSize(bytes)}. The original is as it was.`,
      tone: 'plain',
      action: { label: 'Show', run: () => void attempt(() => callShell('export.reveal', { name })) },
    });
  });
  dismiss(underWay);
}
