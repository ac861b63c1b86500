import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProbedWorld, startProbedWorld } from '../../../../test/browser-look.ts';
import {
  EXIT_HOSTS,
  type ExitName,
  exitPage,
  exitUrl,
  framePage,
  INTERSTITIAL,
  PICTURE,
  PROMPTS,
} from '../../../../test/exit-pages.ts';
import type { Site } from '../../../../test/world/index.ts';
import type { ExitFacts, ExitTrial } from './index.ts';

/** A closed root keeps what is clicked in it from a prompt at the top of the page. */
const ALL = (Object.keys(EXIT_HOSTS) as ExitName[]).filter((name) => name !== 'closed');
const SOME: readonly ExitName[] = ['link', 'frame', 'option'];

function site(page: string, frame = framePage()): Site {
  const pages = { '/': page, '/frame': frame, '/map.svg': PICTURE };
  return {
    pages: {
      ...pages,
      '*': (request, response) => {
        const leave = request.url?.startsWith('/leave');
        response.writeHead(leave ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
        response.end(leave ? INTERSTITIAL : '');
      },
    },
  };
}

/** Sites by what stands before their exits. */
const SITES = {
  confirm: site(exitPage(ALL, PROMPTS.confirm)),
  layer: site(exitPage(ALL, PROMPTS.layer)),
  modal: site(exitPage(ALL, PROMPTS.modal)),
  dialog: site(exitPage(SOME, PROMPTS.dialog)),
  interstitial: site(exitPage(ALL, PROMPTS.interstitial)),
  none: site(exitPage(ALL)),
  // Asks nobody who has been here before.
  once: site(
    exitPage(
      ['link'],
      `${PROMPTS.confirm}
    if (localStorage.seen || sessionStorage.seen) leave = go;
    localStorage.seen = sessionStorage.seen = 'yes';`,
    ),
  ),
} as const;

let probed: ProbedWorld;
const looks = new Map<string, Promise<ExitFacts>>();

/** What was seen on a site; each is looked at once. */
async function exitsOf(name: keyof typeof SITES): Promise<ExitFacts> {
  const exits = await looks.get(name);
  if (!exits) throw new Error(`${name} was not clicked on`);
  return exits;
}

beforeAll(async () => {
  const outside = Object.fromEntries(
    Object.values(EXIT_HOSTS).map((host) => [host, { pages: { '*': 'outside' } }]),
  );
  const sites = Object.fromEntries(Object.entries(SITES).map(([name, each]) => [`www.${name}.gov.cn`, each]));
  probed = await startProbedWorld({
    sites: { ...outside, ...sites },
    concurrency: 5,
    limits: { watchMs: 15_000, stayMs: 250, quietMs: 100 },
  });
  for (const name of Object.keys(SITES)) {
    const look = probed.exits(`www.${name}.gov.cn`);
    look.catch(() => undefined);
    looks.set(name, look);
  }
});

afterAll(() => probed?.[Symbol.asyncDispose]());

function trialOf(trials: readonly ExitTrial[], name: ExitName): ExitTrial | undefined {
  return trials.find(({ url }) => url === exitUrl(name));
}

describe('an exit that is clicked', () => {
  describe.each([
    ['confirm', 'confirm', ALL],
    ['layer', 'layer', ALL],
    ['modal', 'layer', ALL],
    ['dialog', 'layer', SOME],
    ['interstitial', 'interstitial', ALL],
  ] as const)('where the site asks by %s', (name, form, exits) => {
    it.each([...exits])('%s: prompts, stays when declined, and goes on when confirmed', async (exit) => {
      const { trials } = await exitsOf(name);
      expect(trialOf(trials, exit)).toMatchObject({
        outcome: 'prompted',
        prompt: { form, waits: true, cancelStays: true, continueLeaves: true },
      });
    });
  });

  it.each(ALL)('%s: is seen to leave where nothing asks', async (exit) => {
    const { trials } = await exitsOf('none');
    expect(trialOf(trials, exit)).toMatchObject({ outcome: 'left' });
  });

  it('is clicked by somebody whom the site has not seen before', async () => {
    const { trials } = await exitsOf('once');
    expect(trialOf(trials, 'link')).toMatchObject({ outcome: 'prompted' });
  });
});
