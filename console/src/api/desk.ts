import { deskSchema } from '@zhengdun/contract';
import { useAsked } from './use-asked.ts';

/** 工作台. */
export const useDesk = () => useAsked(deskSchema, '/desk');
