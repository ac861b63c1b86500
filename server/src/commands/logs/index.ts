import { defineGroup } from '../../kernel/cli/index.ts';
import { backup } from './backup.ts';
import { compact } from './compact.ts';
import { cosign } from './cosign.ts';
import { prune } from './prune.ts';
import { drill } from './restore-drill.ts';
import { restored } from './restored.ts';
import { retention } from './retention.ts';
import { search } from './search.ts';
import { serve } from './serve.ts';
import { sql } from './sql.ts';
import { stamp } from './stamp.ts';
import { take } from './take.ts';
import { verify } from './verify.ts';
import { witness } from './witness.ts';

/** Logs that stay, and can be proved (Art. 20). */
export const logs = defineGroup({
  name: 'logs',
  summary: { zh: '接收、封存、检索、核验和留存日志', en: 'take in, seal, search, verify and keep logs' },
  commands: [
    serve,
    take,
    search,
    sql,
    verify,
    compact,
    retention,
    prune,
    backup,
    drill,
    restored,
    stamp,
    cosign,
    witness,
  ],
});
