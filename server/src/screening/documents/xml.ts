import { Parser } from 'htmlparser2';

/** What happens while an XML part is read. Names keep their prefix: `w:t`. */
export interface XmlVisitor {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string, within: string): void;
  close?(name: string): void;
}

/** Reads a part of an office document. Entities of its own, which could grow without end, stay as they are written. */
export function readXml(bytes: Buffer, visitor: XmlVisitor): void {
  const path: string[] = [];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        path.push(name);
        visitor.open?.(name, attributes);
      },
      ontext(text) {
        visitor.text?.(text, path.at(-1) ?? '');
      },
      onclosetag(name) {
        path.pop();
        visitor.close?.(name);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(bytes.toString('utf8'));
}
