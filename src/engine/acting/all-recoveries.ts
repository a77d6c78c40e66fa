import { fileRecoveries } from './file/file-recoveries';
import { recoverHandOff } from './handoff/recover-hand-off';
import { recoverLogs, recoverSendings } from './messages/recover-messages';
import type { Recovery } from './recovery';

/** Of everything that a rule can have begun; each kind of effect is in one of them. */
export const ALL_RECOVERIES: readonly Recovery[] = [...fileRecoveries, recoverHandOff, recoverLogs, recoverSendings];
