/**
 * Who signs a package, from the environment alone: nothing that can sign lies in the project.
 *
 * - `CSC_LINK`, `CSC_KEY_PASSWORD` (on Windows `WIN_CSC_LINK`, `WIN_CSC_KEY_PASSWORD`): a certificate as a file or in base64
 * - `CSC_NAME`: one in the keychain of this Mac
 * - `APPLE_ID`, `APPLE_APP_SPECIFIC_PASSWORD`, `APPLE_TEAM_ID`: notarise as well
 * - `FILEMILL_REQUIRE_SIGNING=1`: a release that nobody signs is a failure
 *
 * @returns {{ isSigned: boolean, sentence: string, args: string[], env: Record<string, string> }} for electron-builder
 */
export function signingOf(environment, platform, isRelease) {
  const given = (name) => Boolean(environment[name])
  if (platform === 'linux') return { isSigned: false, sentence: 'Packages for Linux carry no signature of their own; repositories sign them.', args: [], env: off }
  const isWindows = platform === 'win32'
  const isSigned = isWindows ? given('WIN_CSC_LINK') || given('CSC_LINK') : given('CSC_LINK') || given('CSC_NAME')
  const isNotarised = !isWindows && isSigned && ['APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID'].every(given)
  const args = [
    ...(isRelease && environment.FILEMILL_REQUIRE_SIGNING === '1' ? ['-c.forceCodeSigning=true'] : []),
    ...(isWindows ? [] : [`-c.mac.notarize=${isNotarised}`]),
    // Without a certificate macOS on Apple silicon starts nothing that is not signed at all.
    ...(isWindows || isSigned ? [] : ['-c.mac.identity=-', '-c.mac.hardenedRuntime=false']),
  ]
  const sentence = isSigned ? `The package is signed${isNotarised ? ' and notarised' : ''}.` : 'Nobody signs the package: the environment names no certificate.'
  return { isSigned, sentence, args, env: given('CSC_NAME') && !isWindows ? { CSC_IDENTITY_AUTO_DISCOVERY: 'true' } : off }
}

/** No certificate that happens to lie on the machine. */
const off = { CSC_IDENTITY_AUTO_DISCOVERY: 'false' }
