import { protocol } from 'electron';

export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://filemill';
export const APP_PAGE = `${APP_ORIGIN}/index.html`;
export const ARTIFACT_SCHEME = 'fm';

/**
 * Before `ready`. Neither scheme may be fetched from another origin (CVE-2026-70604): `corsEnabled` stays off, and
 * artifacts can only be shown (`<img src="fm://artifact/…">`), not read by script.
 */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    { scheme: ARTIFACT_SCHEME, privileges: { standard: true, secure: true } },
  ]);
}
