import { ledger } from './0001-ledger';
import { duplicates } from './0002-duplicates';
import { members } from './0003-members';
import { rules } from './0004-rules';
import { ruleOrders } from './0005-rule-orders';
import { uploads } from './0006-uploads';
import { arrivals } from './0007-arrivals';
import { foundBy } from './0008-found-by';
import { beginnings } from './0009-beginnings';
import { identity } from './0010-identity';
import type { Migration } from './migration';

/** In order; a released one is never changed. */
export const MIGRATIONS: readonly Migration[] = [ledger, duplicates, members, rules, ruleOrders, uploads, arrivals, foundBy, beginnings, identity];
