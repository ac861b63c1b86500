import type { Socket } from 'node:net';
import { rootCertificates } from 'node:tls';
import type { channelConfigs } from '@zhengdun/contract';
import { z } from 'zod';
import { DialError, dial, dialTls, type Egress } from '../kernel/egress/index.ts';
import { refusalOf } from '../kernel/web/index.ts';
import type { Outcome, Parcel } from './parcel.ts';

interface Mailing {
  readonly egress: Egress;
  readonly parcel: Parcel;
  readonly config: z.infer<typeof channelConfigs.smtp>;
  readonly password?: string | undefined;
}

const SILENCE_MS = 15_000;

/**
 * Sends a mail by the unit's server. The connection is opened by the house's own door, so nodemailer resolves and dials
 * nothing; certificates are verified.
 */
export async function sendMail({ egress, parcel, config, password }: Mailing): Promise<Outcome> {
  const { host, port, security, user, from } = config;
  let refused: DialError | undefined;
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user && { auth: { user, pass: password ?? '' } }),
    tls: { ca: [...rootCertificates, ...egress.policy.extraCa], minVersion: 'TLSv1.2' },
    greetingTimeout: SILENCE_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    getSocket(_, give) {
      connect(egress, config).then(
        (connection) => give(null, { connection, secured: security === 'tls' }),
        (error) => {
          refused = error instanceof DialError ? error : undefined;
          give(error, false);
        },
      );
    },
  });
  try {
    await transport.sendMail({
      from,
      to: { name: '', address: parcel.address },
      subject: '政盾待办提醒',
      text: parcel.text,
      messageId: `<${parcel.id}@${from.split('@')[1]}>`,
      headers: { 'auto-submitted': 'auto-generated' },
    });
    return { result: 'sent' };
  } catch (error) {
    if (refused) return refusalOf(refused.code);
    return outcomeOf(error);
  } finally {
    transport.close();
  }
}

async function connect(egress: Egress, { host, port, security }: Mailing['config']): Promise<Socket> {
  const options = { ...egress, host, port, ports: 'any' } as const;
  const dialled =
    security === 'tls'
      ? await dialTls({ ...options, rejectUnauthorized: true, minVersion: 'TLSv1.2' })
      : await dial(options);
  if (!dialled.ok) throw new DialError(dialled);
  return dialled.socket;
}

/** Of an error of nodemailer: what the server answered, and to which command. */
const mailErrorSchema = z.object({
  code: z.string().optional(),
  responseCode: z.number().optional(),
  command: z.string().optional(),
});

/** What the server has answered is sure. Where it has not, a message whose sending had begun may have arrived. */
function outcomeOf(error: unknown): Outcome {
  const read = mailErrorSchema.safeParse(error);
  const { code, responseCode, command } = read.success ? read.data : {};
  if (code === 'EAUTH') return { result: 'not-sent', fault: 'sign-in-refused', lasting: false };
  if (code === 'ETLS') return { result: 'not-sent', fault: 'untrusted', lasting: false };
  if (responseCode === undefined) return { result: 'doubtful', fault: 'no-answer' };
  const fault = command === 'RCPT TO' ? 'recipient-refused' : 'refused';
  return { result: 'not-sent', fault, lasting: responseCode >= 500 };
}
