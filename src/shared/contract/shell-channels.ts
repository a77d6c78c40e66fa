/** The names on which the preload and the shell meet. */
export const SHELL_CALL = 'filemill:shell-call';
export const SHELL_EVENT = 'filemill:shell-event';
export const ENGINE_PORT_WANTED = 'filemill:engine-port-wanted';
export const ENGINE_PORT = 'engine-port';
