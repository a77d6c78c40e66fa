/**
 * The entry of the application menu on Linux, from what electron-builder.yml says; for packages that are built without
 * electron-builder.
 *
 * @param {{ linux: any, protocols: { schemes: string[] }[], productName: string }} config
 */
export function desktopEntry({ linux, protocols, productName }) {
  const { entry = {}, desktopActions = {} } = linux.desktop
  const fields = {
    Name: productName,
    Comment: linux.description,
    Exec: `/opt/${productName}/${linux.executableName} %U`,
    Terminal: 'false',
    Type: 'Application',
    Icon: linux.executableName,
    Categories: `${linux.category};`,
    MimeType: [...linux.mimeTypes, ...protocols.flatMap(({ schemes }) => schemes.map((scheme) => `x-scheme-handler/${scheme}`))].map((type) => `${type};`).join(''),
    Actions: Object.keys(desktopActions).map((name) => `${name};`).join(''),
    ...entry,
  }
  const section = (title, all) => [`[${title}]`, ...Object.entries(all).map(([name, value]) => `${name}=${value}`), ''].join('\n')
  return [section('Desktop Entry', fields), ...Object.entries(desktopActions).map(([name, all]) => section(`Desktop Action ${name}`, all))].join('\n')
}
