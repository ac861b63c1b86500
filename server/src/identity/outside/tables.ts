import type { OutsideKind } from '@zhengdun/contract';

declare module '../../kernel/database/tables.ts' {
  interface Tables {
    identity_provider: {
      id: string;
      kind: OutsideKind;
      name: string;
      enabled: boolean;
      config: Record<string, string | number | boolean | string[]>;
      secrets: Buffer;
      changed_at: Date;
      changed_by: string;
    };
    identity_binding: {
      id: string;
      provider_id: string;
      issuer: string;
      subject: string;
      label: string;
      person_id: string;
      bound_at: Date;
      bound_by: string;
      last_used_at: Date | null;
    };
    identity_journey: {
      id: string;
      provider_id: string;
      state_digest: string;
      device_digest: string;
      person_id: string | null;
      kept: Buffer;
      ends_at: Date;
      used_at: Date | null;
      issuer: string | null;
      subject: string | null;
      label: string | null;
      asserted_at: Date | null;
    };
  }
}
