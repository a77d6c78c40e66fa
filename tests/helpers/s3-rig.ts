import { CreateBucketCommand, GetObjectCommand, HeadObjectCommand, ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3';
import { S3_CREDENTIALS, startS3Server, whyNoS3Server } from '../../tools/prepare/s3-server.mjs';
import { startFaultProxy, type FaultProxy } from './fault-proxy';

export const BUCKET = 'mill';

export interface S3Rig {
  /** Of the server itself. */
  endpoint: string;
  /** In front of it. */
  proxy: FaultProxy;
  client: S3Client;
  bytesOf(key: string): Promise<Buffer>;
  headOf(key: string): ReturnType<typeof head>;
  openUploads(): Promise<number>;
  close(): Promise<void>;
}

const skipped = await whyNoS3Server();
if (skipped !== undefined) process.stderr.write(`${skipped}\n`);
/** Whether there can be a server here; otherwise it was said why not. */
export const hasS3Server = skipped === undefined;

/** A real S3 server with one bucket, and a proxy in front of it that can be told to misbehave. */
export async function startS3Rig(): Promise<S3Rig> {
  const server = await startS3Server();
  const proxy = await startFaultProxy(server.port);
  const client = new S3Client({ endpoint: server.endpoint, region: 'us-east-1', forcePathStyle: true, credentials: { ...S3_CREDENTIALS }, requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' });
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
  return {
    endpoint: server.endpoint,
    proxy,
    client,
    bytesOf: async (key) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    },
    headOf: (key) => head(client, key),
    openUploads: async () => (await client.send(new ListMultipartUploadsCommand({ Bucket: BUCKET }))).Uploads?.length ?? 0,
    close: async () => {
      client.destroy();
      await proxy.close();
      await server.stop();
    },
  };
}

const head = (client: S3Client, Key: string) => client.send(new HeadObjectCommand({ Bucket: BUCKET, Key }));

export { S3_CREDENTIALS };
