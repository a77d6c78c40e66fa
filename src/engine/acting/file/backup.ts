import { makeCopyAction } from './make-copy-action';

/** A copy for safety. */
export const backupAction = makeCopyAction('backup', (destination) => ({ action: 'backup', destination }));
