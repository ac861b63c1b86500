import type { LocalText } from '@zhengdun/contract';

/** A value that JSON can hold. */
export type Json =
  | string
  | number
  | boolean
  | null
  | LocalText
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };
export type Facts = Readonly<Record<string, Json | undefined>>;
