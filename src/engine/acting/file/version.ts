import { makeCopyAction } from './make-copy-action';

/** A copy of this very version, beside others of the same file. */
export const versionAction = makeCopyAction('version', (path) => ({ action: 'version', version_path: path }));
