import { type Screen, screenOfRules } from './passes.ts';

let built: Screen | undefined;

/** The rules that ship with the program, without lists. They take some tenths of a second and are built once a thread, when first asked for. */
export function shippedRules(): Screen {
  built ??= screenOfRules();
  return built;
}
