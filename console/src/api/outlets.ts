import {
  doneSchema,
  type NewOutlet,
  type OutletInput,
  outletListSchema,
  outletMadeSchema,
  outletSecretSchema,
  outletTestedSchema,
} from '@zhengdun/contract';
import { useAct } from './use-act.ts';
import { useAsked } from './use-asked.ts';

const BASE = '/publications/outlets';

/** 发布去向. */
export const useOutlets = () => useAsked(outletListSchema, BASE);
export const useAddOutlet = () => useAct(outletMadeSchema, (body: NewOutlet) => ({ path: BASE, body }));
export const useChangeOutlet = (id: string) =>
  useAct(doneSchema, (body: OutletInput) => ({ path: `${BASE}/${id}`, body }));
export const useRenewSecret = (id: string) =>
  useAct(outletSecretSchema, () => ({ path: `${BASE}/${id}/secret` }));
/** Tells a content system of nothing. */
export const useTestOutlet = (id: string) =>
  useAct(outletTestedSchema, () => ({ path: `${BASE}/${id}/test` }));
export const useRemoveOutlet = (id: string) => useAct(doneSchema, () => ({ path: `${BASE}/${id}/remove` }));
export const useSendAgain = () =>
  useAct(doneSchema, (id: string) => ({ path: `/publications/deliveries/${id}/again` }));
