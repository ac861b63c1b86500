import { defineRule } from './rule.ts';

/** Art. 3: back-ups, repositories and settings that anybody can read. */
export const exposedFiles = defineRule({
  id: 'exposed-files',
  needs: ['exposure'],
  judge({ exposure }) {
    const { asked, found, stopped } = exposure;
    if (found.length > 0) {
      return {
        code: 'found',
        facts: {
          count: found.length,
          urls: found.map(({ url }) => url),
          files: found.map((file) => ({ ...file })),
        },
      };
    }
    return stopped ? { code: 'stopped', facts: { asked } } : { code: 'none', facts: { asked } };
  },
});
