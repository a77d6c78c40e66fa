import { z } from 'zod';

/** The page's security policy forbids `eval`; the schema library must not even try it. Imported before all else. */
z.config({ jitless: true });
