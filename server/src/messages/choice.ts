import { CHANNELS, type MessageChoice, type MessageChoiceView } from '@zhengdun/contract';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { type Actor, withinScope } from '../kernel/tenancy/index.ts';
import { findChannel, findChoice, listChannels, removeChoice, saveChoice } from './channel.repo.ts';
import { demandAddress } from './channels.ts';
import { openAddress, sealAddress } from './sealed-values.ts';
import type { MessageTools } from './tools.ts';

const NOWHERE = { regions: [], sectors: [], units: [] };

/** How the actor wants to be told, and the channels that there are. */
export async function readChoice({ db, secret }: MessageTools, actor: Actor): Promise<MessageChoiceView> {
  const choice = await findChoice(db, actor.id);
  const channels = (await listChannels(db)).filter(({ enabled }) => enabled).map(({ kind }) => kind);
  if (!choice) return { pace: 'soon', channels };
  return {
    channel: choice.channel,
    pace: choice.pace,
    ...(choice.address && { address: openAddress(secret, actor.id, choice.address) }),
    ...(choice.quiet_from !== null &&
      choice.quiet_to !== null && { quietFrom: choice.quiet_from, quietTo: choice.quiet_to }),
    channels,
  };
}

/**
 * Chooses how the actor is told from now on.
 *
 * @throws HouseError `channel-not-set-up`, `message-address-wrong`, `quiet-hours-wrong`
 */
export async function setChoice(
  { db, secret, now }: MessageTools,
  caller: Caller,
  { channel, address = '', pace, quietFrom, quietTo }: MessageChoice,
): Promise<void> {
  const { id, unitId } = caller.actor;
  if ((quietFrom === undefined) !== (quietTo === undefined) || (quietFrom && quietFrom === quietTo))
    throw new HouseError('quiet-hours-wrong', {});
  await withinScope(db, NOWHERE, async (trx) => {
    if (channel === undefined) await removeChoice(trx, id);
    else {
      if (!(await findChannel(trx, channel))?.enabled)
        throw new HouseError('channel-not-set-up', { channel: CHANNELS[channel].word });
      const to = demandAddress(channel, address);
      await saveChoice(trx, {
        person_id: id,
        channel,
        address: to === '' ? null : sealAddress(secret, id, to),
        pace,
        quiet_from: quietFrom ?? null,
        quiet_to: quietTo ?? null,
        changed_at: now(),
      });
    }
    await recordDone(trx, caller, {
      act: 'message-choice-set',
      object: { kind: 'person', id },
      unit: unitId,
      detail: { channel: channel ?? 'none', pace },
    });
  });
}
