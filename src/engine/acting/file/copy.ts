import { makeCopyAction } from './make-copy-action';

export const copyAction = makeCopyAction('copy', (destination) => ({ action: 'copy', destination }));
