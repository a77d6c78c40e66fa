import { sniffEncoding, type Encoding } from '../kit/sniff-encoding';

/** UTF-8 or, with a byte order mark, UTF-16: what the Open Packaging Conventions allow. */
export function xmlEncoding(head: Buffer): Encoding {
  const sniffed = head[0] === 0xff || head[0] === 0xfe || head[0] === 0xef ? sniffEncoding(head, false) : null;
  return sniffed && sniffed.bomBytes > 0 ? sniffed : { name: 'utf-8', bomBytes: 0 };
}
