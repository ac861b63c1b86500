import { identityTools } from '../../app.ts';
import { ADMIN_LINK_MINUTES, makeAdminLink } from '../../identity/index.ts';
import type { Terminal } from '../../kernel/cli/index.ts';
import { loadConfig } from '../../kernel/config/index.ts';
import { openDatabase } from '../../kernel/database/index.ts';
import { isExposed, publicUrl } from '../../kernel/http/index.ts';
import type { Log } from '../../kernel/log.ts';

/**
 * Makes another one-time link for the first administrator, and says where it is kept; 1 when there is an
 * administrator already. The server's port is that of the settings.
 */
export async function printAdminLink(terminal: Terminal, log: Log): Promise<number> {
  const zh = terminal.lang === 'zh';
  const config = loadConfig();
  const database = await openDatabase({ config, program: 'zhengdun doctor', log });
  try {
    const host = config.listen.includes(':') ? `[${config.listen}]` : config.listen;
    const base = isExposed(config) ? publicUrl(config, config.port) : `http://${host}:${config.port}/`;
    const link = await makeAdminLink(identityTools({ config, database }), { base, data: config.data });
    if (!link) {
      terminal.out(
        zh ? '本系统已有管理员，不再生成链接' : 'There is an administrator already; no link is made',
      );
      return 1;
    }
    terminal.out(link.url);
    terminal.out(
      zh
        ? `${ADMIN_LINK_MINUTES} 分钟内有效，仅可使用一次，以前的链接失效。链接也保存在 ${link.file}`
        : `Valid once, for ${ADMIN_LINK_MINUTES} minutes; earlier links have ended. It is kept in ${link.file} too`,
    );
    return 0;
  } finally {
    await database.close();
  }
}
