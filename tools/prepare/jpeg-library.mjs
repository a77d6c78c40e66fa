import { inProject } from '../base/project.mjs'
import { preparePackageFiles } from './package-files.mjs'

/** By processor: the shared library libjpeg-turbo 3.1.3, as a package for Node carries it. */
const LIBRARIES = {
  x64: '6facda09ef3e2308608f2b0214c040791e276305a48a27036362402f95fffcf5',
  arm64: 'a84dbc892b9e438c72022bc6ad892400d21ffdf5d7184928d59807371b7c86d5',
}

/**
 * Puts libjpeg-turbo into `resources/native`: inside Electron on Linux, where sharp is WebAssembly, it decodes JPEG in
 * 0.4 of sharp's time, and every pixel is the same. Elsewhere sharp does without.
 */
export async function prepareJpegLibrary(progress) {
  const sha256 = process.platform === 'linux' ? LIBRARIES[process.arch] : undefined
  if (sha256 === undefined) return
  const source = {
    package: '@julusian/jpeg-turbo@3.0.1',
    tarball: 'julusian-jpeg-turbo-3.0.1.tgz',
    sha256: '5dbd64fa34d0caaa651f738ff46fc1797e1b1f23a83d1fc3b6e4a066ea96c1c1',
    megabytes: 3,
    files: [{ member: `package/prebuilds/jpeg-turbo-linux-${process.arch}/libturbojpeg.so.0`, name: 'libturbojpeg.so.0', sha256 }],
  }
  await preparePackageFiles(inProject('resources', 'native'), [source], progress)
}
