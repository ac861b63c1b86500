import {
  doneSchema,
  type NewToken,
  ownTokensSchema,
  type TokensQuery,
  tokenMadeSchema,
  tokensSchema,
} from '@zhengdun/contract';
import { useAct } from './use-act.ts';
import { queryText, useAsked } from './use-asked.ts';

export const useOwnTokens = () => useAsked(ownTokensSchema, '/me/tokens');
export const useMakeToken = () => useAct(tokenMadeSchema, (body: NewToken) => ({ path: '/me/tokens', body }));
export const useRevokeOwnToken = () =>
  useAct(doneSchema, (id: string) => ({ path: `/me/tokens/${id}/revoke` }));

export const useTokens = ({ ...query }: TokensQuery) => useAsked(tokensSchema, `/tokens?${queryText(query)}`);
export const useRevokeToken = () => useAct(doneSchema, (id: string) => ({ path: `/tokens/${id}/revoke` }));
