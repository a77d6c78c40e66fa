import type { ArchiveRef } from '../../../../shared/model/archive';
import { callEngine } from '../../../engine-client/engine-client';
import { callShell } from '../../../engine-client/shell-client';
import { attempt, tell } from '../../../state/toast-store';
import { extractCommand } from './extract-command';
import { USUAL_CHOICE, type ExtractChoice } from './extract-request';
import { t } from '../../../../shared/words/words';

/** Puts what would be done on the clipboard, as it is said on the command line. */
export function copyExtractCommand(archive: ArchiveRef, choice: ExtractChoice = USUAL_CHOICE): void {
  void attempt(async () => {
    const path = 'path' in archive ? archive.path : (await callEngine('files.locate', { id: archive.fileId })).absolutePath;
    await callShell('text.copy', { text: extractCommand(path, choice, window.filemill.platform) });
    tell(choice.ordinals === null ? t('The command is copied') : t('The command is copied; it extracts by pattern, not the chosen entries'));
  });
}
