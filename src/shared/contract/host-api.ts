import { z } from 'zod';
import { call, defineApi } from '../rpc/define-api';
import { LANGUAGES } from '../words/languages';

const tongueSchema = z.object({ language: z.enum([...LANGUAGES, 'pseudo']), locale: z.string() });

/** The engine asks whoever started it for processes; the port of a started one arrives beside the answer. */
export const hostApi = defineApi({
  name: 'HostApi',
  version: 1,
  calls: {
    /** A process that speaks so. */
    'process.start': call(z.object({ kind: z.enum(['watcher', 'worker']), id: z.string(), tongue: tongueSchema }), z.object({})),
    'process.kill': call(z.object({ id: z.string() }), z.object({})),
    /** Locks a secret with the key store of the system's user; null where there is none. */
    'secret.seal': call(z.object({ text: z.string() }), z.object({ sealed: z.string().nullable(), obstacle: z.string().nullable() })),
    /** Null when it can't be opened any more: another user, another machine. */
    'secret.open': call(z.object({ sealed: z.string() }), z.object({ text: z.string().nullable() })),
    /** Shows a notification of the system; false where there is none. */
    'notice.show': call(z.object({ title: z.string(), message: z.string(), level: z.enum(['info', 'warning', 'problem']), fileId: z.number().int().nullable() }), z.object({ isShown: z.boolean() })),
    /** Puts a file into the trash of the system, where only the shell can. Throws `trash.unavailable`. */
    'trash.put': call(z.object({ path: z.string() }), z.object({})),
  },
  events: {
    'process.exited': z.object({ id: z.string(), reason: z.string() }),
    /** The window shows its first state: what it did not need may start now. */
    'window.painted': z.object({}),
    /** The machine woke up, or a window gained focus: look at the folders again. */
    'rescan.wanted': z.object({ reason: z.enum(['resume', 'focus']) }),
  },
});
export type HostApi = typeof hostApi;
