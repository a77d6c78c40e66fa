import { words } from '../words/words';

/** Why a file is left out for its size: said by the filter, and known again where reasons are put together. */
export const LARGER_THAN_TAKEN = words('It has {size}; the folder takes at most {limit}.');
export const SMALLER_THAN_TAKEN = words('It has {size}; the folder takes at least {limit}.');
