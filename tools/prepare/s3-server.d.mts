export const S3_CREDENTIALS: { accessKeyId: string; secretAccessKey: string };
export function whyNoS3Server(): Promise<string | undefined>;
export function startS3Server(): Promise<{ endpoint: string; port: number; stop: () => Promise<void> }>;
