import { buildScreen, type Screen } from './screen.ts';

let built: Screen | undefined;

/** The rules that ship with the program, without lists. They take some tenths of a second and are built once a thread, when first asked for. */
export function shippedRules(): Screen {
  built ??= buildScreen({ lists: [] });
  return built;
}
