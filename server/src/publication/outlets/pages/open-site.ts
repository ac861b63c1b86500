import { outletConfigs, outletSecrets } from '@zhengdun/contract';
import type { PublicationTools } from '../../tools.ts';
import type { NamedOutlet } from '../outlet.repo.ts';
import { openOutlet } from '../outlet-secrets.ts';
import { folderStore } from './folder-store.ts';
import type { SiteTags } from './render-page.ts';
import { s3Store } from './s3-store.ts';
import { sftpStore } from './sftp-store.ts';
import type { SiteStore } from './site-store.ts';

/** A site that pages are put on. */
export interface Site {
  readonly store: SiteStore;
  readonly tags: SiteTags;
  /** below which its pages are seen; ends with / */
  readonly base: string;
}

/** Opens where the pages of an outlet lie. */
export function openSite(
  tools: Pick<PublicationTools, 'data' | 'policy' | 'sites'>,
  outlet: Pick<NamedOutlet, 'id' | 'kind' | 'config' | 'secrets' | 'application_name'>,
): Site {
  const { kind } = outlet;
  if (kind === 'system') throw new Error('a content system has its own pages');
  const config = outletConfigs[kind].parse(outlet.config);
  const { url, siteIdCode, columnName, columnType, columnDescription, columnKeywords } = config;
  return {
    store: storeOf(tools, outlet),
    base: url,
    tags: {
      siteName: outlet.application_name,
      ...{ siteIdCode, columnName, columnType, columnDescription, columnKeywords },
    },
  };
}

function storeOf(
  tools: Pick<PublicationTools, 'data' | 'policy' | 'sites'>,
  outlet: Pick<NamedOutlet, 'id' | 'kind' | 'config' | 'secrets'>,
): SiteStore {
  const secrets = () => openOutlet(tools, outlet);
  switch (outlet.kind) {
    case 'folder':
      return folderStore(tools.sites, outletConfigs.folder.parse(outlet.config).folder);
    case 's3':
      return s3Store(tools.policy, {
        ...outletConfigs.s3.parse(outlet.config),
        ...outletSecrets.s3.parse(secrets()),
      });
    case 'sftp':
      return sftpStore(tools.policy, {
        ...outletConfigs.sftp.parse(outlet.config),
        ...outletSecrets.sftp.parse(secrets()),
      });
    case 'system':
      throw new Error('a content system has its own pages');
  }
}
