import type { Recovery } from '../recovery';
import { recoverCopy } from './recover-copy';
import { recoverDiscard } from './recover-discard';
import { recoverDisplacement } from './recover-displacement';
import { recoverLink } from './recover-link';
import { recoverRelocation } from './recover-relocation';

/** Of what rules do with files and their copies. What had to make way comes before what it made way for. */
export const fileRecoveries: readonly Recovery[] = [recoverDisplacement, recoverCopy, recoverLink, recoverRelocation, recoverDiscard];
