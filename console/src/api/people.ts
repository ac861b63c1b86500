import {
  accountSchema,
  doneSchema,
  type Employment,
  grantGivenSchema,
  type NewGrant,
  type NewPerson,
  type PeopleQuery,
  peopleSchema,
  personLinkSchema,
  personViewSchema,
  placesSchema,
  recoveryCodesSchema,
  type SmallUnitInput,
  smallUnitSchema,
} from '@zhengdun/contract';
import { useAct } from './use-act.ts';
import { queryText, useAsked } from './use-asked.ts';

export const usePeople = ({ ...query }: PeopleQuery) => useAsked(peopleSchema, `/people?${queryText(query)}`);
/** @param id nobody is asked for without it */
export const usePerson = (id: string | undefined) =>
  useAsked(personViewSchema, id ? `/people/${id}` : undefined);
export const usePlaces = () => useAsked(placesSchema, '/places');

export const useAddPerson = () => useAct(personLinkSchema, (body: NewPerson) => ({ path: '/people', body }));
export const useResetPerson = () =>
  useAct(personLinkSchema, (id: string) => ({ path: `/people/${id}/reset` }));
export const useConfirmEmployment = () =>
  useAct(doneSchema, ({ id, ...body }: { id: string; employment: Employment; confirmedOn: string }) => ({
    path: `/people/${id}/employment`,
    body,
  }));
export const useGiveGrant = () => useAct(grantGivenSchema, (body: NewGrant) => ({ path: '/grants', body }));
export const useEndGrant = () => useAct(doneSchema, (id: string) => ({ path: `/grants/${id}/end` }));

export const useSmallUnit = (id: string) => useAsked(smallUnitSchema, `/units/${id}/small-unit`);
export const useBeginSmallUnit = (id: string) =>
  useAct(doneSchema, (body: SmallUnitInput) => ({ path: `/units/${id}/small-unit`, body }));
export const useEndSmallUnit = (id: string) =>
  useAct(doneSchema, (_: undefined) => ({ path: `/units/${id}/small-unit/end` }));

export const useAccount = () => useAsked(accountSchema, '/me');
export const useEndSession = () => useAct(doneSchema, (id: string) => ({ path: `/me/sessions/${id}/end` }));
export const useForgetDevice = () =>
  useAct(doneSchema, (id: string) => ({ path: `/me/devices/${id}/forget` }));
export const useMarkDevicesSeen = () => useAct(doneSchema, (_: undefined) => ({ path: '/me/devices/seen' }));
export const useChangePassword = () =>
  useAct(doneSchema, (body: { current: string; next: string }) => ({ path: '/me/password', body }));
export const useRenewCodes = () =>
  useAct(recoveryCodesSchema, (body: { password: string }) => ({ path: '/me/recovery-codes', body }));
