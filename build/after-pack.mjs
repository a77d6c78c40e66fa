import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'

/**
 * Closes the packed application: nothing but its own archive is started by it, and it can not be used as a Node or be
 * debugged from outside.
 */
export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const isMac = electronPlatformName === 'darwin' || electronPlatformName === 'mas'
  const name = packager.appInfo.productFilename
  const resources = isMac ? join(appOutDir, `${name}.app`, 'Contents', 'Resources') : join(appOutDir, 'resources')
  const program = {
    darwin: join(appOutDir, `${name}.app`),
    mas: join(appOutDir, `${name}.app`),
    win32: join(appOutDir, `${name}.exe`),
    linux: join(appOutDir, packager.executableName ?? packager.appInfo.name),
  }[electronPlatformName]

  // A development runtime brings a default application, which would be started instead of ours.
  rmSync(join(resources, 'app'), { recursive: true, force: true })
  rmSync(join(resources, 'default_app.asar'), { force: true })
  if (!existsSync(join(resources, 'app.asar'))) throw new Error(`${resources} holds no app.asar: the package would not start`)

  await flipFuses(program, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: isMac,
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: isMac || electronPlatformName === 'win32',
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  })
}
