import { protocol } from 'electron';
import { APP_SCHEME, ARTIFACT_SCHEME } from './addresses';

/**
 * Before `ready`. Neither scheme may be fetched from another origin (CVE-2026-70604): `corsEnabled` stays off, and
 * artifacts can only be shown (`<img src="fm://artifact/…">`, documents in a frame), not read by script.
 */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    { scheme: ARTIFACT_SCHEME, privileges: { standard: true, secure: true } },
  ]);
}
