import { randomUUID } from 'node:crypto';
import {
  CHANNELS,
  type ChannelInput,
  type ChannelKind,
  type Channels,
  type ChannelTest,
  type MessageFault,
  mailAddressSchema,
  mobileSchema,
} from '@zhengdun/contract';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { type Actor, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { findChannel, listChannels, saveChannel } from './channel.repo.ts';
import { deliver, textOf } from './deliver.ts';
import { openSecrets, sealSecrets } from './sealed-values.ts';
import type { MessageTools } from './tools.ts';

/** Secrets without which a channel cannot work. */
const NEEDED: Readonly<Record<ChannelKind, readonly string[]>> = {
  smtp: [],
  sms: [],
  webhook: ['secret'],
  wecom: ['url'],
  dingtalk: ['url'],
};

/** The channels that were set up: what is no secret, and which secrets are kept. @throws HouseError `channels-not-whole` */
export async function readChannels({ db, secret, now }: MessageTools, actor: Actor): Promise<Channels> {
  demandWhole(actor);
  const rows = await listChannels(db);
  return {
    rows: rows.map((row) => ({
      kind: row.kind,
      enabled: row.enabled,
      config: row.config,
      secrets: Object.keys(openSecrets(secret, row.kind, row.secrets)),
      ...(row.last_sent_at && { lastSentAt: row.last_sent_at.toISOString() }),
      ...(row.last_fault_at &&
        row.last_fault && { lastFault: { at: row.last_fault_at.toISOString(), fault: row.last_fault } }),
    })),
    asOf: now().toISOString(),
  };
}

/**
 * Sets a channel up or changes it. Secrets that are left out stay as they are.
 *
 * @throws HouseError `channels-not-whole`, `channel-secret-missing`
 */
export async function setChannel(
  { db, secret, now }: MessageTools,
  caller: Caller,
  { kind, enabled, config, secrets }: ChannelInput,
): Promise<void> {
  const scope = demandWhole(caller.actor);
  await withinScope(db, scope, async (trx) => {
    const before = await findChannel(trx, kind);
    const given = Object.fromEntries(
      Object.entries(secrets).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
    const kept = { ...(before && openSecrets(secret, kind, before.secrets)), ...given };
    if (NEEDED[kind].some((name) => kept[name] === undefined))
      throw new HouseError('channel-secret-missing', { channel: CHANNELS[kind].word });
    await saveChannel(trx, {
      kind,
      enabled,
      config,
      secrets: sealSecrets(secret, kind, kept),
      changed_at: now(),
      changed_by: caller.actor.kind === 'program' ? null : caller.actor.id,
    });
    await recordDone(trx, caller, {
      act: 'message-channel-set',
      object: { kind: 'message-channel', id: kind },
      detail: { kind, enabled, secrets: Object.keys(given) },
    });
  });
}

/**
 * 发送测试: sends the message of no matters at once, also by a channel that is switched off.
 *
 * @throws HouseError `channels-not-whole`, `channel-not-set-up`, `message-address-wrong`
 */
export async function testChannel(
  { db, secret, policy, now }: MessageTools,
  caller: Caller,
  { kind, address = '' }: ChannelTest,
): Promise<{ sent: boolean; fault?: MessageFault }> {
  const scope = demandWhole(caller.actor);
  const channel = await findChannel(db, kind);
  if (!channel) throw new HouseError('channel-not-set-up', { channel: CHANNELS[kind].word });
  const to = demandAddress(kind, address);
  const opened = { kind, config: channel.config, secrets: openSecrets(secret, kind, channel.secrets) };
  const parcel = { id: randomUUID(), count: 0, text: textOf(0), address: to, now: now() };
  const outcome = await deliver(policy, opened, parcel);
  const fault = outcome.result === 'sent' ? undefined : outcome.fault;
  await withinScope(db, scope, (trx) =>
    recordDone(trx, caller, {
      act: 'message-channel-tested',
      object: { kind: 'message-channel', id: kind },
      detail: { kind, ...(fault && { fault }) },
    }),
  );
  return { sent: fault === undefined, ...(fault && { fault }) };
}

/** @throws HouseError `message-address-wrong` */
export function demandAddress(kind: ChannelKind, address: string): string {
  const { word, address: form } = CHANNELS[kind];
  if (form === 'none') return '';
  const schema = form === 'mail' ? mailAddressSchema : mobileSchema;
  if (!schema.safeParse(address).success) throw new HouseError('message-address-wrong', { channel: word });
  return address;
}

function demandWhole(actor: Actor) {
  const scope = scopeOf(actor, 'setting.manage');
  if (!scope.regions.includes('')) throw new HouseError('channels-not-whole', {});
  return scope;
}
