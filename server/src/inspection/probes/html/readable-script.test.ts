import { describe, expect, it } from 'vitest';
import { readableScript } from './readable-script.ts';

/** `alert("hello")` in the usual packer, by hand. */
const PACKED = `eval(function(p,a,c,k,e,d){e=function(c){return c};if(!''.replace(/^/,String)){while(c--){d[c]=k[c]||c}k=[function(e){return d[e]}];e=function(){return'\\\\w+'};c=1};while(c--){if(k[c]){p=p.replace(new RegExp('\\\\b'+e(c)+'\\\\b','g'),k[c])}}return p}('0("1")',2,2,'alert|hello'.split('|'),0,{}))`;

function hex(text: string): string {
  return Array.from(text, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');
}

describe('a script as a person reads it', () => {
  it('is itself where nothing is disguised', () => {
    expect(readableScript('var a = 1;')).toEqual({ text: 'var a = 1;', disguised: '' });
  });

  it('says what packed code says, packed once or twice', () => {
    expect(readableScript(PACKED).disguised).toContain('alert("hello")');
    const inner = PACKED.replace(/\\/g, '\\\\').replace(/'/g, "\\'");
    const twice = `eval(function(p,a,c,k,e,r){return p}('${inner}',62,1,''.split('|'),0,{}))`;
    expect(readableScript(twice).disguised).toContain('alert("hello")');
  });

  it('says what letters as numbers say', () => {
    expect(readableScript(`x["${hex('document.write http://evil.example')}"]`).disguised).toContain(
      'http://evil.example',
    );
    const codes = Array.from('<script src=', (sign) => sign.charCodeAt(0)).join(', ');
    expect(readableScript(`document.write(String.fromCharCode(${codes}))`).disguised).toContain(
      '<script src=',
    );
  });

  it('takes a few escapes for what they are', () => {
    expect(readableScript('s.replace("\\x3c", "&lt;")').disguised).toBe('');
  });

  it('joins what is cut in pieces', () => {
    expect(readableScript(`document.write('<scr'+'ipt src="http://a.example/x.js">')`).text).toContain(
      '<script src=',
    );
    expect(readableScript('unescape("%3Cscript%20src%3D")').text).toContain('<script src=');
  });

  it('is cut, and broken packing is no mistake', () => {
    expect(readableScript('a'.repeat(1_000_000)).text.length).toBeLessThan(300_000);
    expect(readableScript("eval(function(p,a,c,k,e,d){}('0',99,1,'").disguised).toBe('');
  });
});
