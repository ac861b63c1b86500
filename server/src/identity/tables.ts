import type {
  ColumnList,
  Employment,
  GrantArea,
  PermissionName,
  RoleName,
  TokenKind,
} from '@zhengdun/contract';
import type { Generated, GeneratedAlways } from 'kysely';
import type { Actor } from '../kernel/tenancy/index.ts';

declare module '../kernel/database/tables.ts' {
  interface Tables {
    identity_role: { name: string; top: boolean; administrator: boolean };
    identity_person: {
      id: string;
      unit_id: string;
      region_path: string;
      sector_path: string;
      name: string;
      login_name: string;
      employment: Employment;
      on_establishment: GeneratedAlways<boolean>;
      /** day */
      employment_confirmed_on: string | null;
      employment_confirmed_by: string | null;
      created_at: Generated<Date>;
      last_sign_in_at: Date | null;
      closed_at: Date | null;
    };
    identity_column_choice: { person_id: string; list: ColumnList; hidden: string[] };
    identity_small_unit: {
      unit_id: string;
      starts_at: Date;
      ends_at: Date;
      approver: string;
      reason: string;
    };
    identity_grant: {
      id: string;
      person_id: string;
      role: RoleName;
      area: GrantArea;
      place: string;
      starts_at: Generated<Date>;
      ends_at: Date | null;
      approver: string | null;
      reason: string | null;
      given_by: string | null;
      given_at: Generated<Date>;
      ended_at: Date | null;
      ended_by: string | null;
    };
    identity_credential: { person_id: string; password: string; changed_at: Generated<Date> };
    identity_factor: {
      id: string;
      person_id: string;
      seed: Buffer;
      confirmed_at: Date | null;
      last_step: Generated<number>;
    };
    identity_passkey: {
      id: string;
      person_id: string;
      name: string;
      credential_id: Buffer;
      public_key: Buffer;
      counter: number;
      transports: string[];
      rp_id: string;
      made_at: Generated<Date>;
      last_at: Date | null;
    };
    identity_challenge: {
      digest: string;
      purpose: string;
      device_digest: string;
      session_id: string | null;
      ends_at: Date;
    };
    identity_recovery_code: { person_id: string; digest: string; used_at: Date | null };
    identity_device: {
      id: string;
      person_id: string;
      digest: string;
      name: string;
      first_at: Generated<Date>;
      last_at: Generated<Date>;
      seen_at: Date | null;
    };
    identity_session: {
      id: string;
      digest: string;
      person_id: string;
      stage: Actor['stage'];
      device_digest: string;
      device_name: string;
      source: string;
      started_at: Date;
      last_at: Date;
      ends_at: Date;
    };
    identity_token: {
      id: string;
      person_id: string;
      kind: TokenKind;
      name: string;
      digest: string;
      permissions: PermissionName[];
      made_at: Generated<Date>;
      ends_at: Date;
      last_at: Date | null;
      last_source: string | null;
      revoked_at: Date | null;
      revoked_by: string | null;
    };
    identity_invitation: {
      digest: string;
      person_id: string | null;
      ends_at: Date;
      used_at: Date | null;
    };
    identity_failure: { key: string; failures: number; since: Date };
  }
}
