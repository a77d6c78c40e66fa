import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { createCipheriv } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { S3_CREDENTIALS, startS3Server, whyNoS3Server } from '../tools/prepare/s3-server.mjs';
import { commandLine } from './kit/built.mjs';
import { environment } from './kit/headless.mjs';
import { median } from './kit/numbers.mjs';
import { memoryOf, runProgram, startProgram } from './kit/processes.mjs';
import { findProgram } from './kit/programs.mjs';
import { atLeast, atMost, row } from './kit/rows.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';

const MB = 1e6;
const BUCKET = 'bench';
const FLOOR = 0.7;
const MAX_MEMORY_MB = 150;

/** Public command-line clients; those that are not installed are left out. Keys go by environment or file, as each has it. */
const PEERS = [
  {
    name: 'rclone copyto',
    program: 'rclone',
    args: (file, key) => ['copyto', file, `bench:${BUCKET}/${key}`],
    env: (endpoint) => ({ RCLONE_CONFIG: '/dev/null', RCLONE_CONFIG_BENCH_TYPE: 's3', RCLONE_CONFIG_BENCH_PROVIDER: 'Other', RCLONE_CONFIG_BENCH_ENDPOINT: endpoint, RCLONE_CONFIG_BENCH_ENV_AUTH: 'true', RCLONE_S3_NO_CHECK_BUCKET: 'true' }),
  },
  {
    name: 'aws s3 cp',
    program: 'aws',
    args: (file, key, endpoint) => ['s3', 'cp', file, `s3://${BUCKET}/${key}`, '--endpoint-url', endpoint, '--no-progress'],
    env: () => ({ AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required', AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required' }),
  },
  {
    name: 's3cmd put',
    program: 's3cmd',
    args: (file, key, endpoint, place) => ['-c', s3cmdSettings(place, endpoint), 'put', file, `s3://${BUCKET}/${key}`, '--no-progress', '-q'],
    env: () => ({}),
  },
];

/** Of the caller's own; a certificate authority makes some of them stop. */
const { AWS_CA_BUNDLE: _, ...usual } = environment();

const KEYS = { AWS_ACCESS_KEY_ID: S3_CREDENTIALS.accessKeyId, AWS_SECRET_ACCESS_KEY: S3_CREDENTIALS.secretAccessKey, AWS_DEFAULT_REGION: 'us-east-1', AWS_REGION: 'us-east-1', AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };

/** @param options `{ runs = 3, bytes = 1 GB, isQuick }` */
export async function run({ isQuick = false, runs = isQuick ? 1 : 3, bytes = (isQuick ? 40 : 1_000) * MB } = {}) {
  const why = await whyNoS3Server();
  if (why) throw new Error(why);
  const place = makeFolder('upload');
  const server = await startS3Server();
  try {
    await makeBucket(server.endpoint);
    const file = join(place, 'pseudo-random.bin');
    writePseudoRandom(file, bytes);
    const ours = { speeds: [], memory: [] };
    const peers = PEERS.filter(({ program }) => findProgram(program)).map((peer) => ({ ...peer, speeds: [] }));
    for (let i = 0; i < runs; i += 1) {
      const { seconds, memoryMb } = await measureOurs(file, `ours-${i}`, server.endpoint, place);
      ours.speeds.push(bytes / MB / seconds);
      ours.memory.push(memoryMb);
      for (const { program, args, env, speeds } of peers) {
        const { ms } = await runProgram(findProgram(program), args(file, `${program}-${i}`, server.endpoint, place), { env: { ...usual, ...KEYS, ...env(server.endpoint) } });
        speeds.push(bytes / MB / (ms / 1_000));
      }
    }
    const best = peers.toSorted((one, other) => median(other.speeds) - median(one.speeds))[0];
    const others = peers.map(({ name, speeds }) => `${name} ${median(speeds).toFixed(0)}`).join(', ');
    const name = `upload, ${Math.round(bytes / MB)} MB`;
    return [
      row({
        name,
        values: ours.speeds,
        unit: 'MB/s',
        ...(best ? { peer: best.name, peerValues: best.speeds, floor: atLeast(FLOOR) } : {}),
        note: `whole programs, Swift on loopback; ${others || 'no other client is installed'}; ours proves the object, too`,
      }),
      row({ name: `${name}, memory`, values: Math.max(...ours.memory), unit: 'MB', floor: atMost(MAX_MEMORY_MB), note: 'most that the program ever had' }),
    ];
  } finally {
    await server.stop();
    removeFolder(place);
  }
}

async function measureOurs(file, key, endpoint, place) {
  const args = ['upload', file, '--bucket', BUCKET, '--endpoint', endpoint, '--prefix', key, '--json', '--data', subfolder(place, 'data')];
  const startedAt = performance.now();
  const child = startProgram(commandLine, args, { env: { ...environment(), ...KEYS }, stdio: ['ignore', 'pipe', 'pipe'] });
  let memoryMb = 0;
  const watch = setInterval(() => (memoryMb = Math.max(memoryMb, memoryOf(child.pid)?.peakRss ?? 0)), 50);
  let said = '';
  let notes = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (notes += text));
  const [code] = await once(child, 'close');
  clearInterval(watch);
  const seconds = (performance.now() - startedAt) / 1_000;
  if (code !== 0 || !JSON.parse(said).isNew) throw new Error(`filemill upload ended with ${code}: ${notes}${said}`);
  return { seconds, memoryMb };
}

async function makeBucket(endpoint) {
  const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials: S3_CREDENTIALS, requestChecksumCalculation: 'WHEN_REQUIRED' });
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
  client.destroy();
}

/** No part of it is like another, and none is a hole. */
function writePseudoRandom(path, bytes) {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, 7), Buffer.alloc(16, 7));
  const zeros = Buffer.alloc(8 * MB);
  const descriptor = openSync(path, 'w');
  for (let written = 0; written < bytes; ) written += writeSync(descriptor, cipher.update(zeros.subarray(0, Math.min(zeros.length, bytes - written))));
  closeSync(descriptor);
}

function s3cmdSettings(place, endpoint) {
  const { host } = new URL(endpoint);
  const path = join(place, 's3cmd.cfg');
  writeFileSync(path, `[default]\naccess_key = ${S3_CREDENTIALS.accessKeyId}\nsecret_key = ${S3_CREDENTIALS.secretAccessKey}\nhost_base = ${host}\nhost_bucket = ${host}\nuse_https = False\n`, { mode: 0o600 });
  return path;
}
