import { Parser } from 'htmlparser2';
import { OutsideFault } from './fault.ts';

/** What `serviceValidate` answers. */
export type CasAnswer =
  | { readonly user: string; readonly attributes: ReadonlyMap<string, readonly string[]> }
  | { readonly failure: string };

const NAMESPACE = 'http://www.yale.edu/tp/cas';
const MOST = { elements: 300, depth: 8, text: 2_000 } as const;

/**
 * Reads the XML of a CAS 3.0 answer (CAS Protocol 3.0.3, 2.5 and appendix A). What could make two readers see different
 * texts is refused instead of understood: document types, entities of an own, processing instructions, comments and
 * CDATA; and every place may stand once.
 *
 * @throws OutsideFault `answer-wrong`
 */
export function readCasAnswer(xml: string): CasAnswer {
  const body = xml.replace(/^\ufeff?\s*<\?xml [^?<>]*\?>/, '');
  // All marks that begin by <! or <? are one of those.
  if (/<[!?]/.test(body)) throw new OutsideFault('answer-wrong');
  const found = collect(body);
  const failure = found.get('authenticationFailure')?.[0];
  const users = found.get('authenticationSuccess/user') ?? [];
  if (failure !== undefined) {
    if (users.length > 0) throw new OutsideFault('answer-wrong');
    return { failure };
  }
  const [user, ...more] = users;
  if (!user || more.length > 0) throw new OutsideFault('answer-wrong');
  // A ticket that was passed on by another service is not what a person has shown to us.
  if (found.has('authenticationSuccess/proxies')) throw new OutsideFault('answer-wrong');
  const prefix = 'authenticationSuccess/attributes/';
  const attributes = [...found].flatMap(([path, values]) =>
    path.startsWith(prefix) ? [[path.slice(prefix.length), values] as const] : [],
  );
  return { user, attributes: new Map(attributes) };
}

/** Texts by their path below `serviceResponse`; of a failure its code. */
function collect(body: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const path: string[] = [];
  let prefix = '';
  let elements = 0;
  let closed = 0;
  let text = '';
  let fault = false;
  const fail = (): void => {
    fault = true;
    parser.pause();
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        elements += 1;
        const [space, local = ''] = name.includes(':') ? name.split(':') : ['', name];
        if (path.length === 0) {
          prefix = space ?? '';
          const declared = attributes[prefix === '' ? 'xmlns' : `xmlns:${prefix}`];
          if (elements > 1 || local !== 'serviceResponse' || declared !== NAMESPACE) fail();
        } else if (space !== prefix || attributes[prefix === '' ? 'xmlns' : `xmlns:${prefix}`]) fail();
        if (elements > MOST.elements || path.length >= MOST.depth) fail();
        path.push(local);
        text = '';
        if (path.length !== 2) return;
        if (found.has(local)) fail();
        found.set(local, local === 'authenticationFailure' ? [attributes.code ?? ''] : []);
      },
      ontext(data) {
        text += data;
        if (text.length > MOST.text) fail();
        if (path.length === 0 && data.trim() !== '') fail();
      },
      onclosetag(_, implied) {
        closed += 1;
        if (implied) fail();
        if (path.length > 2) {
          const place = path.slice(1).join('/');
          found.set(place, [...(found.get(place) ?? []), text.trim()]);
        }
        text = '';
        path.pop();
      },
      onerror() {
        fail();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(body);
  if (fault || elements === 0 || closed !== elements) throw new OutsideFault('answer-wrong');
  return found;
}
