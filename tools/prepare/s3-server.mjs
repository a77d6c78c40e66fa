import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { run, tail } from '../base/run.mjs'

/** OpenStack Swift with its S3 interface: a real server that checks signatures, and is in Debian and Ubuntu. */
const PACKAGES = ['swift-proxy', 'swift-account', 'swift-container', 'swift-object', 'memcached']
const PROGRAMS = ['swift-proxy-server', 'swift-account-server', 'swift-container-server', 'swift-object-server', 'swift-ring-builder', 'memcached']
const FOLDERS = ['/usr/bin', '/usr/sbin', '/usr/local/bin']
const START_MS = 60_000
const GUARD = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL'] : []

/** Known to everybody: this server lives for a test, on loopback. */
export const S3_CREDENTIALS = { accessKeyId: 'test:tester', secretAccessKey: 'no-secret-of-anybody-4711' }

const missing = () => PROGRAMS.filter((name) => !FOLDERS.some((folder) => canRun(join(folder, name))))

/** Why the server can't be had here, in one sentence; undefined when it can. Installs it where it may. */
export async function whyNoS3Server() {
  if (process.platform !== 'linux') return 'The S3 server of the tests runs on Linux only.'
  if (missing().length === 0) return undefined
  const command = `apt-get update && apt-get install -y --no-install-recommends ${PACKAGES.join(' ')}`
  if (process.getuid() !== 0 || !existsSync('/usr/bin/apt-get')) return `The S3 server of the tests is not installed; on Debian and Ubuntu: sudo sh -c "${command}"`
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const result = await run('sh', ['-c', `${command} -o DPkg::Lock::Timeout=120`], { env, timeoutMs: 10 * 60_000 })
  if (missing().length === 0) return undefined
  return `The S3 server of the tests could not be installed: ${tail(result.output, 2).replaceAll('\n', ' ')}`
}

/**
 * Starts it on ports that the system gives, with its data below a new temporary folder.
 *
 * @returns {Promise<{ endpoint: string, port: number, stop: () => Promise<void> }>}
 */
export async function startS3Server() {
  const home = mkdtempSync(join(tmpdir(), 'filemill-s3-'))
  const children = []
  async function stop() {
    await Promise.all(children.map(end))
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
  try {
    const [proxy, account, container, object, cache] = await freePorts(5)
    mkdirSync(join(home, 'nodes', 'disk'), { recursive: true })
    const storage = Object.entries({ account, container, object })
    await Promise.all(storage.map(([type, port]) => build(home, type, port)))
    for (const [type, port] of storage) writeFileSync(join(home, `${type}.conf`), storageConf(home, type, port))
    writeFileSync(join(home, 'proxy.conf'), proxyConf(home, proxy, cache))
    children.push(start(home, 'memcached', ['-l', '127.0.0.1', '-p', String(cache), '-m', '16', '-u', userInfo().username]))
    for (const type of ['account', 'container', 'object', 'proxy']) children.push(start(home, `swift-${type}-server`, [join(home, `${type}.conf`)]))
    for (const port of [cache, account, container, object, proxy]) await listening(port, children)
    return { endpoint: `http://127.0.0.1:${proxy}`, port: proxy, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** One drive, one copy, 64 partitions. */
async function build(home, type, port) {
  const builder = join(home, `${type}.builder`)
  for (const args of [['create', '6', '1', '0'], ['add', '--region', '1', '--zone', '1', '--ip', '127.0.0.1', '--port', String(port), '--device', 'disk', '--weight', '1'], ['rebalance']]) {
    const result = await run(programPath('swift-ring-builder'), [builder, ...args], { timeoutMs: START_MS })
    if (result.code !== 0) throw new Error(`swift-ring-builder ${args[0]} failed: ${tail(result.output)}`)
  }
}

const common = (port) => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${userInfo().username}
log_level = ERROR
log_address = /dev/null
`

const storageConf = (home, type, port) => `${common(port)}swift_dir = ${home}
devices = ${join(home, 'nodes')}
mount_check = false
[pipeline:main]
pipeline = ${type}-server
[app:${type}-server]
use = egg:swift#${type}
`

const proxyConf = (home, port, cache) => `${common(port)}swift_dir = ${home}
[pipeline:main]
pipeline = catch_errors proxy-logging cache listing_formats bulk s3api tempauth slo dlo proxy-logging proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
error_suppression_limit = 1000000
allow_account_management = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:proxy-logging]
use = egg:swift#proxy_logging
access_log_facility = LOG_LOCAL7
access_log_address = /dev/null
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:${cache}
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:bulk]
use = egg:swift#bulk
[filter:s3api]
use = egg:swift#s3api
s3_acl = false
location = us-east-1
check_bucket_owner = false
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = ${S3_CREDENTIALS.secretAccessKey} .admin
user_other_other = other .admin
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
`

function start(home, program, args) {
  // It ends with this process, however that ends.
  const guarded = [...GUARD, programPath(program), ...args]
  const child = spawn(guarded[0], guarded.slice(1), { cwd: home, stdio: ['ignore', 'pipe', 'pipe'] })
  child.said = ''
  child.on('error', (error) => (child.said += error.message))
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (child.said = (child.said + text).slice(-4_000)))
  return child
}

const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null || child.pid === undefined

async function end(child) {
  if (hasEnded(child)) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

async function listening(port, children) {
  for (const until = Date.now() + START_MS; ; ) {
    if (await answers(port)) return
    const ended = children.find(hasEnded)
    if (ended || Date.now() > until) throw new Error(`The S3 server did not start: ${tail(ended?.said ?? children.map(({ said }) => said).join('\n'))}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer())
  const ports = await Promise.all(servers.map((server) => new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', () => resolve(server.address().port)))))
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

const programPath = (name) => FOLDERS.map((folder) => join(folder, name)).find(canRun) ?? name

function canRun(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
