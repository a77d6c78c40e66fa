import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { Problem } from '../base/problem.mjs'
import { inProject } from '../base/project.mjs'
import { run, tail } from '../base/run.mjs'
import { desktopEntry } from './desktop-entry.mjs'

/*
 * deb and rpm from the unpacked application, by the system's own dpkg-deb and rpmbuild: electron-builder would fetch its
 * packager from the network. Names, dependencies and the menu entry come from electron-builder.yml, so both ways agree.
 */

const ARCHITECTURES = { x64: { deb: 'amd64', rpm: 'x86_64' }, arm64: { deb: 'arm64', rpm: 'aarch64' } }

export async function systemPackages(progress) {
  const config = parse(readFileSync(inProject('electron-builder.yml'), 'utf8'))
  const { name, version, license } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'))
  const facts = { ...config, name, version, license, architecture: ARCHITECTURES[process.arch] }
  const builders = [
    { kind: 'deb', program: 'dpkg-deb', build: buildDeb },
    { kind: 'rpm', program: 'rpmbuild', build: buildRpm },
  ]
  for (const { kind, program, build } of builders) {
    if (spawnSync(program, ['--version'], { stdio: 'ignore' }).status !== 0) {
      console.log(`No ${kind}: there is no ${program} here.`)
      continue
    }
    const staging = inProject('dist', `.staging-${kind}`)
    try {
      await progress.step(`${kind} by ${program}`, async () => build(await stage(staging, kind, facts), facts))
    } finally {
      rmSync(staging, { recursive: true, force: true })
    }
  }
}

/** The tree as it will lie on the disk of those who install it. @returns its root */
async function stage(staging, kind, facts) {
  const { productName, linux, name } = facts
  const root = join(staging, 'root')
  const application = join(root, 'opt', productName)
  mkdirSync(join(root, 'opt'), { recursive: true })
  const unpacked = readdirSync(inProject('dist')).find((entry) => /^linux.*unpacked$/.test(entry))
  if (unpacked === undefined) throw new Problem('There is no unpacked application in dist/.')
  // Hard links: half a gigabyte need not be there twice.
  await must('cp', ['-al', inProject('dist', unpacked), application])
  writeFileSync(join(application, 'resources', 'package-type'), kind)
  const sandbox = join(application, 'chrome-sandbox')
  if (existsSync(sandbox)) {
    // A file of its own: the mode of a hard link would be that of the other, too.
    const bytes = readFileSync(sandbox)
    rmSync(sandbox)
    writeFileSync(sandbox, bytes)
    chmodSync(sandbox, 0o4755)
  }
  const share = join(root, 'usr', 'share')
  mkdirSync(join(share, 'applications'), { recursive: true })
  writeFileSync(join(share, 'applications', `${name}.desktop`), desktopEntry(facts))
  for (const icon of readdirSync(inProject('build', linux.icon))) {
    const folder = join(share, 'icons', 'hicolor', icon.replace('.png', ''), 'apps')
    mkdirSync(folder, { recursive: true })
    cpSync(inProject('build', linux.icon, icon), join(folder, `${name}.png`))
  }
  const licence = join(share, 'doc', name)
  mkdirSync(licence, { recursive: true })
  cpSync(inProject('LICENSE'), join(licence, 'copyright'))
  mkdirSync(join(root, 'usr', 'bin'), { recursive: true })
  symlinkSync(`../../opt/${productName}/${linux.executableName}`, join(root, 'usr', 'bin', linux.executableName))
  return root
}

async function buildDeb(root, { name, version, linux, deb, architecture }) {
  mkdirSync(join(root, 'DEBIAN'))
  const control = [
    `Package: ${name}`,
    `Version: ${version}`,
    `Architecture: ${architecture.deb}`,
    `Maintainer: ${linux.maintainer}`,
    `Depends: ${deb.depends.join(', ')}`,
    `Recommends: ${deb.recommends.join(', ')}`,
    'Section: utils',
    'Priority: optional',
    `Description: ${linux.synopsis}`,
    ` ${linux.description}`,
    '',
  ]
  writeFileSync(join(root, 'DEBIAN', 'control'), control.join('\n'))
  const target = inProject('dist', `${name}-${version}-linux-${architecture.deb}.deb`)
  await must('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', root, target])
}

async function buildRpm(root, { name, version, license, linux, rpm, architecture, productName }) {
  const top = join(root, '..', 'rpm')
  mkdirSync(top)
  const spec = [
    `Name: ${name}`,
    `Version: ${version.replaceAll('-', '~')}`,
    'Release: 1',
    `Summary: ${linux.synopsis}`,
    `License: ${license}`,
    // What the application brings along serves nobody else, and needs what stands here.
    'AutoReqProv: no',
    `Requires: ${rpm.depends.join(', ')}`,
    '%description',
    linux.description,
    '%install',
    'mkdir -p %{buildroot}',
    `cp -al '${root}/.' %{buildroot}/`,
    '%files',
    '%defattr(-,root,root,-)',
    `/opt/${productName}`,
    `/usr/bin/${linux.executableName}`,
    `/usr/share/applications/${name}.desktop`,
    '/usr/share/icons/hicolor/*/apps/*.png',
    `%doc /usr/share/doc/${name}`,
    '',
  ]
  const specPath = join(top, `${name}.spec`)
  writeFileSync(specPath, spec.join('\n'))
  const define = (key, value) => ['--define', `${key} ${value}`]
  await must('rpmbuild', [
    '-bb',
    '--target', architecture.rpm,
    ...define('_topdir', top),
    ...define('_rpmdir', inProject('dist')),
    ...define('_rpmfilename', `${name}-${version}-linux-${architecture.rpm}.rpm`),
    ...define('_binary_payload', 'w1.gzdio'),
    ...define('_build_id_links', 'none'),
    ...define('__os_install_post', '%{nil}'),
    ...define('debug_package', '%{nil}'),
    specPath,
  ])
}

async function must(program, args) {
  const result = await run(program, args, { env: process.env })
  if (result.code !== 0) throw new Problem(`${program} failed.`, { details: tail(result.output), cause: result.error })
}
