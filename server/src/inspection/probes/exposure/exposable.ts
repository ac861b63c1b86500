export type ExposureKind =
  | 'repository'
  | 'secrets'
  | 'backup'
  | 'database-dump'
  | 'configuration'
  | 'diagnosis'
  | 'listing';

/** A file that should not answer, and the form by which it is known for what it is. */
export interface Exposable {
  readonly path: string;
  readonly kind: ExposureKind;
  /** matched against the first 600 bytes as latin1 */
  readonly form: RegExp;
  /** the file itself is an HTML page */
  readonly isPage?: boolean;
  /** well-kept servers refuse it by name (403), so that a refusal says nothing about us */
  readonly guarded?: boolean;
}

const ZIP = /^PK\x03\x04/;
const RAR = /^Rar!\x1a\x07/;
const GZIP = /^\x1f\x8b\x08/;
const SQL =
  /^(--|\/\*|\s)*(MySQL dump|PostgreSQL database dump|CREATE TABLE|DROP TABLE|INSERT INTO|SET NAMES|\/\*!\d{5})/im;

/** The short list that is asked for; the host's own name is what administrators call their archives. */
export function exposableFiles(host: string): readonly Exposable[] {
  const name = host.replace(/^www\./, '');
  return [
    { path: '/.git/HEAD', kind: 'repository', guarded: true, form: /^ref: refs\/|^[0-9a-f]{40}\s*$/ },
    {
      path: '/.svn/entries',
      kind: 'repository',
      guarded: true,
      form: /^(\d{1,2}\s|<\?xml[^>]*>\s*<wc-entries)/,
    },
    { path: '/.env', kind: 'secrets', guarded: true, form: /^[A-Z][A-Z0-9_]{2,40}=.*$/m },
    { path: '/.DS_Store', kind: 'listing', guarded: true, form: /^\x00\x00\x00\x01Bud1/ },
    { path: '/WEB-INF/web.xml', kind: 'configuration', guarded: true, form: /<web-app/ },
    { path: '/web.config', kind: 'configuration', guarded: true, form: /<configuration>/ },
    { path: '/www.zip', kind: 'backup', form: ZIP },
    { path: '/wwwroot.zip', kind: 'backup', form: ZIP },
    { path: '/backup.zip', kind: 'backup', form: ZIP },
    { path: `/${name}.zip`, kind: 'backup', form: ZIP },
    { path: '/web.rar', kind: 'backup', form: RAR },
    { path: '/www.rar', kind: 'backup', form: RAR },
    { path: '/www.tar.gz', kind: 'backup', form: GZIP },
    { path: '/backup.tar.gz', kind: 'backup', form: GZIP },
    { path: '/backup.sql', kind: 'database-dump', guarded: true, form: SQL },
    { path: '/db.sql', kind: 'database-dump', guarded: true, form: SQL },
    {
      path: '/phpinfo.php',
      kind: 'diagnosis',
      guarded: true,
      form: /<title>(PHP [\d.]+ - )?phpinfo\(\)/i,
      isPage: true,
    },
    { path: '/actuator/env', kind: 'diagnosis', guarded: true, form: /"(activeProfiles|propertySources)"/ },
    {
      path: '/druid/index.html',
      kind: 'diagnosis',
      guarded: true,
      form: /<title>Druid Stat Index/i,
      isPage: true,
    },
    { path: '/server-status', kind: 'diagnosis', guarded: true, form: /<title>Apache Status/i, isPage: true },
  ];
}

/** A folder that shows its contents: Apache, nginx, Tomcat, Python, and IIS with its `host - /folder/`. */
export function folderListing(folder: string): Exposable {
  return {
    path: folder,
    kind: 'listing',
    form: /<title>\s*(Index of \/|Directory listing (for|of)|[^<]{1,100} - \/[^<]{0,200}<\/title>[\s\S]{0,40}<h1>[^<]{1,100} - \/)|<h1>Index of \//i,
    isPage: true,
    guarded: true,
  };
}
