import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

/** The official schemas of OSCAL 1.2.1, and the digests that prove them unchanged. */
const DIGESTS = {
  catalog: 'c0ae626d6bafe318db68692152d0cbbebf29ba7226b1596a5513cc5d1754504d',
  'assessment-results': '4f9e277a177adbcca9527612ce450a33dc6096773fa229d413d801d196c61985',
} as const;

/** What the official schema finds wrong with a document; empty where it is valid. */
export function oscalFaults(model: keyof typeof DIGESTS): (document: unknown) => string[] {
  const file = readFileSync(new URL(`./oscal-1.2.1/oscal_${model}_schema.json`, import.meta.url));
  const digest = createHash('sha256').update(file).digest('hex');
  if (digest !== DIGESTS[model]) throw new Error(`the schema of ${model} was changed: ${digest}`);
  // Its patterns use \p{L}; its $comment and $id of definitions are not ajv's strict style.
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(file.toString('utf8')));
  return (document) =>
    validate(document)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
