import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { MadePasskey, PasskeyOffer, PasskeyQuestion, ShownPasskey } from '@zhengdun/contract';

const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();
const PRESENT = 0x01;
const VERIFIED = 0x04;
const HAS_KEY = 0x40;

/** An authenticator in software with one key (ES256), for tests at the API; it counts, and it can be copied. */
export class SoftPasskey {
  readonly id = randomBytes(32);
  counter = 0;
  /** whether it has PIN, fingerprint or face */
  verifies = true;
  userHandle: string | undefined;
  private readonly origin: string;
  private readonly key: KeyObject;
  private readonly publicKey: KeyObject;

  constructor(origin = 'http://localhost') {
    this.origin = origin;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.key = privateKey;
    this.publicKey = publicKey;
  }

  make(offer: PasskeyOffer, name = '测试密钥'): MadePasskey {
    this.userHandle = offer.user.id;
    const { x = '', y = '' } = this.publicKey.export({ format: 'jwk' });
    const cose = Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const data = this.data(offer.rpId, HAS_KEY, Buffer.concat([Buffer.alloc(16), length, this.id, cose]));
    const size = Buffer.alloc(2);
    size.writeUInt16BE(data.length);
    const attestation = Buffer.concat([
      Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'),
      size,
      data,
    ]);
    return {
      id: this.id.toString('base64url'),
      clientDataJSON: this.clientData('webauthn.create', offer.challenge).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['usb'],
      name,
    };
  }

  show(question: Pick<PasskeyQuestion, 'challenge' | 'rpId'>): ShownPasskey {
    this.counter += 1;
    const clientData = this.clientData('webauthn.get', question.challenge);
    const data = this.data(question.rpId);
    const signature = sign('sha256', Buffer.concat([data, sha256(clientData)]), this.key);
    return {
      id: this.id.toString('base64url'),
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: signature.toString('base64url'),
      ...(this.userHandle && { userHandle: this.userHandle }),
    };
  }

  private clientData(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false }));
  }

  private data(rpId: string, flags = 0, more = Buffer.alloc(0)): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    const set = Buffer.from([PRESENT | (this.verifies ? VERIFIED : 0) | flags]);
    return Buffer.concat([sha256(rpId), set, counter, more]);
  }
}
