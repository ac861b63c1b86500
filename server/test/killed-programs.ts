import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { ROOT, type RunningProgram, startProgram, until } from './program.ts';

/** A place for one `zhengdun` process, which is killed and started again. */
export interface Place {
  readonly command: 'serve' | 'worker';
  /** of a server */
  readonly port: number;
  program: RunningProgram;
}

/** Starts so many servers and workers, each with a port of its own. */
export async function startPlaces(
  commands: readonly Place['command'][],
  env: NodeJS.ProcessEnv,
): Promise<{ readonly places: readonly Place[]; restart(place: Place): Promise<void> }> {
  const start = (command: string, port: number): RunningProgram =>
    startProgram([process.execPath, join(ROOT, 'server', 'src', 'main.ts'), command], {
      env: { ...env, ZHENGDUN_PORT: String(port) },
    });
  const places = await Promise.all(
    commands.map(async (command): Promise<Place> => {
      const port = await freePort();
      return { command, port, program: start(command, port) };
    }),
  );
  return {
    places,
    async restart(place) {
      process.kill(-(place.program.child.pid ?? 0), 'SIGKILL');
      await place.program.ended;
      place.program = start(place.command, place.port);
    },
  };
}

/** Waits until a program says that it works. */
export async function isReady({ program }: Place): Promise<void> {
  await until(
    () => `a program that works: ${program.output()}`,
    () => program.output().includes('Ctrl-C'),
  );
}

/** Numbers from 0 to below 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
