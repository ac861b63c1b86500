import type { ChannelKind, MessageFault, Pace } from '@zhengdun/contract';
import type { Generated } from 'kysely';

declare module '../kernel/database/tables.ts' {
  interface Tables {
    message_channel: {
      kind: ChannelKind;
      enabled: boolean;
      config: Readonly<Record<string, string | number>>;
      secrets: Buffer;
      changed_at: Date;
      changed_by: string | null;
      last_sent_at: Date | null;
      last_fault_at: Date | null;
      last_fault: MessageFault | null;
    };
    message_choice: {
      person_id: string;
      channel: ChannelKind;
      address: Buffer | null;
      pace: Pace;
      quiet_from: string | null;
      quiet_to: string | null;
      changed_at: Date;
    };
    message_outgoing: {
      id: string;
      person_id: string;
      channel: ChannelKind;
      count: number;
      state: 'waiting' | 'sending' | 'sent' | 'failed' | 'doubtful';
      tries: Generated<number>;
      made_at: Date;
      next_at: Date;
      tried_at: Date | null;
      fault: MessageFault | null;
    };
    message_once: { matter: string; key: string; at: Generated<Date> };
    message_matter: {
      id: Generated<number>;
      person_id: string;
      matter: string;
      key: string;
      day: string;
      at: Date;
      message_id: string | null;
      dropped_at: Date | null;
    };
  }
}
