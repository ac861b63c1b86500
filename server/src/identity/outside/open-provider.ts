import { type OutsideKind, outsideConfigs, outsideSecrets } from '@zhengdun/contract';
import type { Selectable } from 'kysely';
import type { Tables } from '../../kernel/database/index.ts';
import { createResolver } from '../../kernel/egress/index.ts';
import { openTexts, sealTexts } from '../../kernel/sealed.ts';
import type { IdentityTools } from '../tools.ts';
import { casWay } from './cas.ts';
import { certificateWay } from './certificate.ts';
import { ldapWay } from './ldap.ts';
import { networkIdentityWay } from './network-identity.ts';
import { oidcWay } from './oidc.ts';
import './tables.ts';
import type { Asking, PasswordWay, RedirectWay } from './way.ts';

export type ProviderRow = Selectable<Tables['identity_provider']>;

/** Every way of asking, one file each. */
const WAYS: Readonly<Record<OutsideKind, RedirectWay | PasswordWay>> = {
  oidc: oidcWay,
  cas: casWay,
  ldap: ldapWay,
  'network-identity': networkIdentityWay,
  certificate: certificateWay,
};

/** A provider that can be asked. */
export interface OpenProvider {
  readonly row: ProviderRow;
  readonly way: RedirectWay | PasswordWay;
  readonly asking: Asking<OutsideKind>;
}

/** Opens a provider with its secrets, and closes what that took. */
export async function withProvider<Result>(
  tools: IdentityTools,
  row: ProviderRow,
  act: (provider: OpenProvider) => Promise<Result>,
): Promise<Result> {
  using resolver = createResolver({ servers: tools.policy.resolvers });
  const asking = {
    config: outsideConfigs[row.kind].parse(row.config),
    secrets: outsideSecrets[row.kind].parse(openSecrets(tools.secret, row)),
    egress: { policy: tools.policy, resolver },
  };
  // Awaited here: the resolver is closed on leaving.
  return await act({ row, way: WAYS[row.kind], asking });
}

/** First half of the key of bindings, as the settings are now. */
export function issuerOf(row: Pick<ProviderRow, 'kind' | 'config'>): string {
  return WAYS[row.kind].issuerOf(outsideConfigs[row.kind].parse(row.config));
}

/** Seals the secrets of a provider: they open for it alone. */
export function sealSecrets(secret: string, id: string, values: Readonly<Record<string, string>>): Buffer {
  return sealTexts(secret, `provider/${id}`, values);
}

/** @throws Error when they were sealed for another provider or by another installation */
export function openSecrets(
  secret: string,
  { id, secrets }: Pick<ProviderRow, 'id' | 'secrets'>,
): Record<string, string> {
  return openTexts(secret, `provider/${id}`, secrets);
}
